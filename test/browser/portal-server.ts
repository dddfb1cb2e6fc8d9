import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** As vite.config.ts has them; each is put in place of these when the page is served. */
const BUILT_FOR = { portal: 'http://localhost:3000', backend: 'http://localhost:7007' };

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PortalServer {
  stop(): Promise<void>;
}

/** Serves a built portal on loopback; every address without a file is the page itself. */
export async function servePortal(options: {
  readonly folder: string;
  readonly port: number;
  readonly backendUrl: string;
}): Promise<PortalServer> {
  const page = Buffer.from(pageFor(options));
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(options.folder, path.normalize(pathname));
    if (path.extname(file) === '' || file.endsWith('.html')) return send(response, '.html', page);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    let content = answers.get(file);
    if (!content) answers.set(file, (content = readFileSync(file)));
    send(response, path.extname(file), content);
  });
  await once(server.listen(options.port, '127.0.0.1'), 'listening');
  return {
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function pageFor(options: {
  readonly folder: string;
  readonly port: number;
  readonly backendUrl: string;
}): string {
  return readFileSync(path.join(options.folder, 'index.html'), 'utf8')
    .replaceAll(BUILT_FOR.backend, options.backendUrl)
    .replaceAll(BUILT_FOR.portal, `http://localhost:${options.port}`);
}

// Compressed as by any server in front of a portal.
function send(response: ServerResponse, extension: string, content: Buffer): void {
  response.writeHead(200, {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'content-encoding': 'gzip',
    'cache-control': extension === '.html' ? 'no-store' : 'max-age=3600',
  });
  response.end(gzipSync(content, { level: 1 }));
}
