// The floor of memory: a Node that streams one blob and checks nothing. `node bare-client.ts <file> <url> <digest>`.
import { createReadStream, statSync } from 'node:fs';
import { request } from 'node:http';

const [file = '', url = '', digest = ''] = process.argv.slice(2);
const start = request(`${url}/v2/bare/blobs/uploads/`, { method: 'POST' }, response => {
  response.resume();
  const upload = new URL(response.headers.location ?? '', url);
  upload.searchParams.set('digest', digest);
  const headers = { 'content-length': statSync(file).size };
  const put = request(upload, { method: 'PUT', headers }, answer => answer.resume());
  createReadStream(file, { highWaterMark: 256 * 1024 }).pipe(put);
});
start.end();
