import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { afterEach, expect, test } from 'vitest';
import { HttpTransport } from '../src/transport/http-transport.ts';

const authority = createCertificateAuthority();
const stops: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(stops.splice(0).map(stop => stop())));

test.each(['straight', 'through a proxy'])(
  'who looks again at a server that was not trusted sends it nothing: %s',
  async way => {
    const server = await startScriptedServer({ '*': [{}] }, authority.issue());
    const proxy = await startForwardProxy({ login: 'me:canary' });
    stops.push(server.stop, proxy.stop);
    const address = proxy.url.replace('://', '://me:canary@');
    const environment = way === 'straight' ? {} : { HTTPS_PROXY: address };
    // Loopback is never proxied by its own names.
    const url = server.url.replace('127.0.0.1', way === 'straight' ? '127.0.0.1' : '0.0.0.0');
    const transport = new HttpTransport({ server: url }, { retries: 0, environment });
    const request = {
      method: 'PUT',
      url: new URL('/v2/a/blobs/uploads/1?_state=canary', url),
      headers: { authorization: 'Bearer canary', cookie: 'canary', 'user-agent': 'berth' },
      body: Buffer.from('canary'),
    };
    await expect(transport.send(request)).rejects.toMatchObject({ code: 'tls' });
    transport.close();
    expect(server.lines()).toEqual(['HEAD /v2/']);
    expect(Object.keys(server.requests[0]?.headers ?? {}).sort()).toEqual([
      'connection',
      'host',
      'user-agent',
    ]);
    expect(JSON.stringify(server.requests)).not.toContain('canary');
    expect(proxy.requests.length > 0).toBe(way !== 'straight');
  },
);
