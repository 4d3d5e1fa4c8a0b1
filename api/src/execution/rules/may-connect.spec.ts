import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Connection, readNetworks, refusalOf } from './may-connect.js';

const NONE = readNetworks([]);
const byName = (address: string, over: Partial<Connection> = {}): Connection => ({
  address,
  secure: true,
  ...over,
});

describe('a name may lead to a public address, over TLS', () => {
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4001:830::200e'])('%s', (address) => {
    expect(refusalOf(byName(address), NONE)).toBeNull();
    expect(refusalOf(byName(address, { secure: false }), NONE)).toMatch(/without TLS/);
  });
});

describe('a name may not lead inside', () => {
  test.each([
    ['to this machine', '127.0.0.1', '127.8.9.10', '::1', '0.0.0.0', '::'],
    ['to the metadata service of a cloud', '169.254.169.254', 'fe80::a9fe:a9fe', 'fd00:ec2::254', '100.100.100.200'],
    ['to a neighbour', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fd12:3456::1', 'fec0::1'],
    ['to many at once', '224.0.0.1', '255.255.255.255', 'ff02::1'],
    ['to an IPv4 address in the dress of an IPv6 one', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1'],
    ['through a gateway', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001:0:7f00:1::'],
    ['where nobody is', '192.0.2.1', '198.18.0.1', '240.0.0.1', '2001:db8::1', '100::1'],
    ['by a zone', 'fe80::1%eth0'],
    ['to what is no address', 'localhost', '', '1.2.3.4.5', '127.0.0.1:80'],
  ])('%s', (_, ...addresses) => {
    for (const address of addresses)
      expect([address, refusalOf(byName(address), NONE)]).toEqual([address, expect.any(String)]);
  });
});

describe('what the installation named, it meant', () => {
  const networks = readNetworks(['10.0.0.0/8', 'fd00::/8']);

  test.each([
    ['10.1.2.3', false],
    ['fd12::1', false],
    ['172.16.0.1', true],
    ['192.168.0.1', true],
    ['::ffff:10.1.2.3', true],
    ['fe80::1', true],
  ])('of two named networks, %s: refused %s', (address, refused) => {
    expect(refusalOf(byName(address), networks) !== null).toBe(refused);
  });

  test('a named network needs no TLS', () => {
    expect(refusalOf(byName('10.1.2.3', { secure: false }), networks)).toBeNull();
  });

  test('naming a network opens that network and no other', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        if (address.startsWith('10.')) expect(refusalOf(byName(address), networks)).toBeNull();
        else expect(refusalOf(byName(address), networks) === null).toBe(refusalOf(byName(address), NONE) === null);
      }),
    );
  });
});
