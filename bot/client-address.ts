/** Where a request came from, as far as that can be believed. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by carriers, and by clouds between their gateways and what stands behind them (RFC 6598).
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv4');
}
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/**
 * The address a request came from. `X-Forwarded-For` counts only as far as the hops that wrote it are in a private
 * network, as a proxy of ours is, and can be read: what a stranger writes in there is never believed.
 */
export function clientAddress(req: IncomingMessage): string {
  const peer = bare(req.socket.remoteAddress ?? '');
  if (isIP(peer) === 0) return 'unknown';
  if (!isPrivate(peer)) return network(peer);
  const hops = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(bare)
    .reverse();
  const unread = hops.findIndex(hop => isIP(hop) === 0);
  const known = unread < 0 ? hops : hops.slice(0, unread);
  // Where everybody is inside, only the nearest hop is sure to be a proxy's word: those before it may be made up.
  return network(known.find(hop => !isPrivate(hop)) ?? known[0] ?? peer);
}

/** The network that a request came from, for counting: the same at every replica, and no address to be read at a glance. */
export function networkOf(req: IncomingMessage): string {
  return createHash('sha256')
    .update(`network:${clientAddress(req)}`)
    .digest('base64url')
    .slice(0, 16);
}

/** Without the port that some gateways write, and as IPv4 where IPv6 only wraps it. */
function bare(hop: string): string {
  return hop
    .trim()
    .toLowerCase()
    .replace(/^\[([^\]]*)\](?::\d{1,5})?$/, '$1')
    .replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1')
    .replace(/^::ffff:(?=\d{1,3}\.)/, '');
}

function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** One customer has a whole /64 of IPv6. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
