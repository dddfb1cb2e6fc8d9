import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';

/** A PATH on which docker holds every image, and pushes by these lines of a shell. */
export function fakeDocker(...push: readonly string[]): { readonly PATH: string } {
  const inspect = `[ "$1" = push ] || { echo '[{"Id":"sha256:1","RepoTags":[]}]'; exit 0; }`;
  return fakeProgram('docker', [inspect, ...push]);
}

/** A docker that holds these names by their Ids, and tells which it holds and what it has changed. */
export function fakeDockerHolding(
  images: Readonly<Record<string, string>>,
  push: readonly string[],
) {
  const store = temporaryFolder('images');
  const log = path.join(store, 'log');
  const fileOf = (name: string) => path.join(store, encodeURIComponent(name));
  for (const [name, id] of Object.entries(images)) writeFileSync(fileOf(name), id);
  const encode = `echo "$1" | sed 's/:/%3A/g; s,/,%2F,g'`;
  const answer = `printf '[{"Id":"%s","RepoTags":["%s"]}]' "$(cat "$file")" "$3"`;
  const script = [
    `file_of() { echo "${store}/$(${encode})"; }`,
    `[ "$2" = inspect ] || echo "$@" >> ${log}`,
    'case "$1 $2" in',
    `  'image inspect') file=$(file_of "$3"); [ -f "$file" ] || { echo 'No such image' >&2; exit 1; }; ${answer}; exit ;;`,
    `  'image rm') rm "$(file_of "$4")"; exit ;;`,
    `  tag*) printf %s "$2" > "$(file_of "$3")"; exit ;;`,
    'esac',
  ];
  return {
    environment: fakeProgram('docker', [...script, ...push]),
    changes: () => readFileSync(log, 'utf8').trimEnd().split('\n'),
    held: (name: string) =>
      existsSync(fileOf(name)) ? readFileSync(fileOf(name), 'utf8') : undefined,
  };
}

/** A PATH on which podman holds every image, and pushes by these lines; it writes the digest where it is told to. */
export function fakePodman(...push: readonly string[]): { readonly PATH: string } {
  const holds = '[ "$1" = push ] || { [ "$1" = image ]; exit $?; }';
  const digest = 'while [ "$1" != --digestfile ]; do shift; done; echo "$DIGEST" > "$2"';
  return fakeProgram('podman', [holds, ...push, digest]);
}

/** Lines of a shell that fail with this message until they have run so many times. */
export function failing(times: number, message: string) {
  const file = path.join(temporaryFolder('calls'), 'calls');
  const count = () => (existsSync(file) ? readFileSync(file, 'utf8').length : 0);
  const fail = `{ echo '${message}' >&2; exit 1; }`;
  return {
    count,
    lines: [`printf x >> ${file}`, `[ $(wc -c < ${file}) -gt ${times} ] || ${fail}`],
  };
}

function fakeProgram(name: string, lines: readonly string[]): { readonly PATH: string } {
  const bin = temporaryFolder('bin');
  writeFileSync(path.join(bin, name), ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });
  return { PATH: `${bin}:${process.env['PATH']}` };
}
