import { backendOf, registryNamed } from '../../dev/berth-answers.ts';
import { BerthClient } from './berth-client.ts';

test('what is read without its ETag is refused, since a change could go over another', async () => {
  const body = registryNamed('main');
  const client = new BerthClient({ fetchApi: backendOf(() => Response.json(body)) });
  await expect(client.getRegistry('main')).rejects.toThrow('without its "ETag" header');
});

test('what is read carries its ETag', async () => {
  const client = new BerthClient({ fetchApi: backendOf(() => registryNamed('main')) });
  expect(await client.getRegistry('main')).toMatchObject({ etag: '"1"' });
});
