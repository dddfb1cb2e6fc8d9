import { describe, expect, test } from 'vitest';
import type { AllowedTarget } from './allowed-target.ts';
import { NetworkPolicy } from './network-policy.ts';

const PRIVATE =
  'is not on the internet, but in a private or reserved network. Check the host, or have an admin name it in network.allow.';
const METADATA =
  'is where clouds keep the keys of their machines, which is never asked. Check the host.';

/** A policy on a machine where every name has these addresses. */
function policy(addresses: readonly string[], allow: readonly AllowedTarget[] = []): NetworkPolicy {
  return new NetworkPolicy({
    allow,
    setting: 'network.allow',
    resolve: () =>
      Promise.resolve(
        addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
  });
}

function literal(address: string): URL {
  return new URL(`https://${address.includes(':') ? `[${address}]` : address}/v2/`);
}

const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.1',
  '198.17.255.255',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4001::1',
  '2001:200::1',
  '2003::1',
];

const BLOCKED = [
  // This network, private, shared, loopback, reserved, multicast, broadcast.
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.0', '100.127.255.255'],
  ...['127.0.0.1', '127.255.255.254', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  ...['192.0.0.1', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.255', '198.51.100.7'],
  ...['203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  // Unspecified, loopback, unique local, link-local, site-local, multicast, discard, documentation.
  ...['::', '::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1'],
  ...['100::1', '2001:db8::1', '3fff::1', '5f00::1', '2001:10::1', '2001:20::1'],
  // Which stand for an address of IPv4, a public one too.
  ...['::ffff:10.0.0.1', '::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::8.8.8.8', '64:ff9b:1::a00:1'],
  ...['2002:808:808::1', '2002:a00:1::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
];

const METADATA_ADDRESSES = [
  ...['169.254.169.254', '169.254.170.2', '169.254.0.23', '100.100.100.200', '168.63.129.16'],
  ...['192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254', '::ffff:169.254.169.254'],
  ...['::169.254.169.254', '64:ff9b::169.254.169.254', '64:ff9b:1:a9fe:a9:fe00::'],
  ...['64:ff9b:1::169.254.169.254', '2002:a9fe:a9fe::1', '2001:0:a9fe:a9fe::1'],
  '2001::5601:5601',
];

describe('an address', () => {
  test.each(PUBLIC)('%s of the internet is admitted', async address => {
    const family = address.includes(':') ? 6 : 4;
    expect(await policy([]).admit(literal(address))).toEqual([{ address, family }]);
    expect(await policy([address]).admit(new URL('https://some.name/'))).toEqual([
      { address, family },
    ]);
  });

  test.each(BLOCKED)('%s is refused, also when a name leads there', async address => {
    const url = literal(address);
    await expect(policy([]).admit(url)).rejects.toMatchObject({
      code: 'blocked',
      message: `"${url.host}" ${PRIVATE}`,
    });
    await expect(policy([address]).admit(new URL('https://some.name/'))).rejects.toMatchObject({
      message: `"some.name" ${PRIVATE}`,
    });
    await expect(policy(['8.8.8.8', address]).admit(new URL('https://some.name/'))).rejects.toThrow(
      PRIVATE,
    );
  });

  test.each(METADATA_ADDRESSES)(
    '%s of metadata is refused though all is allowed',
    async address => {
      const all = [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }, { host: 'some.name' }];
      await expect(policy([], all).admit(literal(address))).rejects.toMatchObject({
        code: 'blocked',
        message: `"${literal(address).host}" ${METADATA}`,
      });
      await expect(policy([address], all).admit(new URL('https://some.name/'))).rejects.toThrow(
        METADATA,
      );
    },
  );

  test('of every private network is refused wherever in it it lies', async () => {
    for (const [first, second, third] of [
      [10, 0, 256],
      [172, 16, 16],
      [192, 168, 1],
    ] as const) {
      for (let count = 0; count < 100; count++) {
        const random = (below: number) => Math.floor(Math.random() * below);
        const address = [first, second + random(third), random(256), random(256)].join('.');
        await expect(policy([]).admit(literal(address)), address).rejects.toThrow(PRIVATE);
        await expect(policy([]).admit(literal(`::ffff:${address}`)), address).rejects.toThrow(
          PRIVATE,
        );
      }
    }
  });
});

describe('another spelling', () => {
  test.each([
    ['https://2130706433/', PRIVATE],
    ['https://0x7f000001/', PRIVATE],
    ['https://0177.0.0.1/', PRIVATE],
    ['https://127.1/', PRIVATE],
    ['https://0/', PRIVATE],
    ['https://127.0.0.1./', PRIVATE],
    ['https://１２７.０.０.１/', PRIVATE],
    ['https://127。0。0。1/', PRIVATE],
    ['https://①②⑦.0.0.1/', PRIVATE],
    ['https://2852039166/', METADATA],
    ['https://0xA9.0xFE.0xA9.0xFE/', METADATA],
    ['https://[::ffff:a9fe:a9fe]/', METADATA],
    ['https://metadata.google.internal./', METADATA],
    ['https://METADATA.google.internal/', METADATA],
    ['https://ⓜetadata.goog/', METADATA],
    ['https://metadata.tencentyun.com/', METADATA],
    ['https://metadata/', METADATA],
  ])('%s is seen through', async (url, message) => {
    await expect(policy(['8.8.8.8']).admit(new URL(url))).rejects.toThrow(message);
  });
});

describe('what is allowed', () => {
  const internal = new URL('https://registry.corp.example:5000/');
  test.each<[AllowedTarget, string, string]>([
    [{ host: 'registry.corp.example' }, internal.href, '10.1.2.3'],
    [{ host: 'REGISTRY.corp.example.', port: 5000 }, internal.href, '10.1.2.3'],
    [{ host: '*.corp.example' }, internal.href, 'fd12::1'],
    [{ cidr: '10.1.0.0/16' }, internal.href, '10.1.2.3'],
    [{ cidr: '10.1.2.3', port: 5000 }, internal.href, '10.1.2.3'],
    [{ cidr: 'fd12::/16' }, internal.href, 'fd12::1'],
    [{ host: '10.1.2.3' }, 'https://10.1.2.3/', ''],
    [{ host: '[fd12::1]' }, 'https://[fd12::1]/', ''],
    [{ cidr: '64:ff9b::/96' }, internal.href, '64:ff9b::8.8.8.8'],
    [
      { host: 'registry.corp.example', port: 636 },
      'https://registry.corp.example:636/',
      '10.1.2.3',
    ],
    [{ host: '10.1.2.3', port: 636 }, 'https://10.1.2.3:636/', ''],
  ])('%j admits %s at %s', async (allow, url, address) => {
    expect(await policy([address], [allow]).admit(new URL(url))).toHaveLength(1);
  });

  test.each<[AllowedTarget, string, string]>([
    [{ host: 'corp.example' }, internal.href, '10.1.2.3'],
    [{ host: '*.corp.example' }, 'https://corp.example/', '10.1.2.3'],
    [{ host: '*.corp.example' }, 'https://evilcorp.example/', '10.1.2.3'],
    [{ host: 'registry.corp.example', port: 443 }, internal.href, '10.1.2.3'],
    [{ cidr: '10.1.0.0/16', port: 443 }, internal.href, '10.1.2.3'],
    [{ cidr: '10.1.0.0/16' }, internal.href, '10.2.0.1'],
    [{ cidr: '10.0.0.0/8' }, internal.href, '::ffff:10.0.0.1'],
    // The gateway is allowed, and what lies behind it is not.
    [{ cidr: '64:ff9b::/96' }, internal.href, '64:ff9b::10.0.0.1'],
  ])('%j refuses %s at %s', async (allow, url, address) => {
    await expect(policy([address], [allow]).admit(new URL(url))).rejects.toThrow(PRIVATE);
  });

  test.each<[AllowedTarget, string]>([
    [{}, '{} names not exactly one of host and cidr. Name one.'],
    [
      { host: 'a', cidr: '10.0.0.0/8' },
      '{"host":"a","cidr":"10.0.0.0/8"} names not exactly one of host and cidr. Name one.',
    ],
    [{ cidr: '10.0.0.0/33' }, '"10.0.0.0/33" is no range of addresses. Write it as 10.20.0.0/16.'],
    [{ cidr: 'corp' }, '"corp" is no range of addresses. Write it as 10.20.0.0/16.'],
    [
      { host: 'a:5000' },
      '"a:5000" is no host. Write a name such as registry.corp.example or *.corp.example, and the port apart.',
    ],
    [
      { host: '*' },
      '"*" is no host. Write a name such as registry.corp.example or *.corp.example, and the port apart.',
    ],
    [{ host: 'a', port: 70_000 }, '70000 is no port. Use 1 to 65535, or leave it out for all.'],
  ])('%j is no target', (allow, message) => {
    expect(() => policy([], [allow])).toThrow(`Invalid target that is allowed: ${message}`);
  });
});

test.each(['https://ghcr.io:22/', 'http://ghcr.io:25/', 'https://ghcr.io:1023/'])(
  '%s is refused for its port',
  async url => {
    const { host, port } = new URL(url);
    await expect(policy(['8.8.8.8']).admit(new URL(url))).rejects.toThrow(
      `"${host}" is on port ${port}, which belongs to no registry. Use 443 or a port from 1024, or have an admin name host and port in network.allow.`,
    );
  },
);

test('a name without an address has the code that the system gives', async () => {
  await expect(policy([]).admit(new URL('https://some.name/'))).rejects.toMatchObject({
    code: 'ENOTFOUND',
  });
});

test('through a proxy, what this machine knows of a name must not be forbidden', async () => {
  const url = new URL('https://some.name/');
  await expect(policy(['10.0.0.1']).admitProxied(url)).rejects.toThrow(PRIVATE);
  await expect(policy([]).admitProxied(new URL('https://10.0.0.1/'))).rejects.toThrow(PRIVATE);
  await policy(['8.8.8.8']).admitProxied(url);
  await policy([]).admitProxied(url);
});
