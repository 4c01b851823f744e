import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { clientAddress, networkOf } from '../../bot/client-address.ts';

function request(peer: string, forwarded?: string): IncomingMessage {
  return { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
}

describe('the address of a client', () => {
  it('is the peer, unless the peer is in a private network and says who asked', () => {
    assert.equal(clientAddress(request('203.0.113.7')), '203.0.113.7');
    assert.equal(clientAddress(request('::ffff:203.0.113.7')), '203.0.113.7');
    assert.equal(clientAddress(request('10.0.0.2', '203.0.113.7')), '203.0.113.7');
    assert.equal(clientAddress(request('127.0.0.1', '203.0.113.7, 10.0.0.9')), '203.0.113.7');
    assert.equal(clientAddress(request('127.0.0.1')), '127.0.0.1');
  });

  it('is never what a stranger made up', () => {
    assert.equal(clientAddress(request('203.0.113.7', '198.51.100.1')), '203.0.113.7');
    assert.equal(clientAddress(request('10.0.0.2', '198.51.100.1, 203.0.113.7')), '203.0.113.7');
    assert.equal(clientAddress(request('203.0.113.7', 'no address at all')), '203.0.113.7');
    assert.equal(clientAddress(request('127.0.0.1', `${'x,'.repeat(5000)}`)), '127.0.0.1');
  });

  it('is read without the port that a gateway writes behind it', () => {
    assert.equal(clientAddress(request('10.0.0.2', '203.0.113.7:51234')), '203.0.113.7');
    assert.equal(clientAddress(request('::1', '198.51.100.1, 203.0.113.7:51234')), '203.0.113.7');
    assert.equal(clientAddress(request('127.0.0.1', '[2001:db8:1:2::1]:443, 10.0.0.9:80')), '2001:db8:1:2');
    assert.equal(clientAddress(request('127.0.0.1', '[2001:db8:1:2::1]')), '2001:db8:1:2');
    assert.equal(clientAddress(request('127.0.0.1', '[::ffff:203.0.113.7]:443')), '203.0.113.7');
  });

  it('is the last that is known where a hop cannot be read: what stands before that may be made up', () => {
    assert.equal(clientAddress(request('127.0.0.1', '198.51.100.1, unknown')), '127.0.0.1');
    assert.equal(clientAddress(request('127.0.0.1', '198.51.100.1, 203.0.113.7:x, 10.0.0.9')), '10.0.0.9');
    assert.equal(clientAddress(request('127.0.0.1', '198.51.100.1, 203.0.113.7, ')), '127.0.0.1');
    assert.equal(clientAddress(request('', '198.51.100.1')), 'unknown');
  });

  it('is what the nearest proxy saw where everybody is inside, not what one of them claims to be', () => {
    assert.equal(clientAddress(request('127.0.0.1', '192.168.9.9, 10.0.0.5')), '10.0.0.5');
    assert.equal(clientAddress(request('127.0.0.1', 'x, 192.168.9.9, 10.0.0.5')), '10.0.0.5');
    assert.equal(clientAddress(request('10.0.0.5')), '10.0.0.5');
  });

  it('is looked for behind proxies in shared address space', () => {
    assert.equal(clientAddress(request('100.64.0.3', '203.0.113.7')), '203.0.113.7');
    assert.equal(clientAddress(request('127.0.0.1', '203.0.113.7, 100.127.255.1')), '203.0.113.7');
    assert.equal(clientAddress(request('100.128.0.1', '203.0.113.7')), '100.128.0.1');
  });

  it('is the network of an IPv6 address: a customer has 2^64 of them', () => {
    assert.equal(clientAddress(request('2001:db8:1:2:aaaa::1')), clientAddress(request('2001:db8:1:2:bbbb:c:d:e')));
    assert.notEqual(clientAddress(request('2001:db8:1:2::1')), clientAddress(request('2001:db8:1:3::1')));
    assert.equal(clientAddress(request('2001:db8::1')), '2001:db8:0:0');
  });

  it('is told apart from others without being named', () => {
    const [here, again, there] = ['203.0.113.7', '::ffff:203.0.113.7', '203.0.113.8'].map(peer =>
      networkOf(request(peer)),
    );
    assert.equal(here, again);
    assert.notEqual(here, there);
    assert.doesNotMatch(String(here), /203|113/);
  });
});
