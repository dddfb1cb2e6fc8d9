// Parsers that the benchmark measures beside ours, and that come without types.

declare module 'docker-parse-image' {
  export default function parse(image: string): null | {
    readonly registry: string | null;
    readonly namespace: string | null;
    readonly repository: string;
    readonly tag: string | null;
  };
}

declare module 'parse-docker-image-name' {
  /** Answers `{}` where it refuses. */
  export default function parse(image: string): {
    readonly domain?: string;
    readonly path?: string;
    readonly tag?: string;
    readonly digest?: string;
  };
}
