/** How much of something one network address, or one conversation, may have: a bucket that fills up again, for each. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

export interface Rate {
  burst: number;
  perMinute: number;
}

/** A whole office behind one address gets by; a script that draws tokens or floods the desk does not. */
export const RATES = {
  /** Chats opened or resumed, per address. */
  tokens: { burst: 60, perMinute: 30 },
  /** Requests of any kind, per conversation: a client without WebSocket polls every second, in several tabs. */
  requests: { burst: 200, perMinute: 300 },
  /** Messages and files, per conversation: faster than anybody types. */
  messages: { burst: 40, perMinute: 60 },
  messagesPerAddress: { burst: 400, perMinute: 600 },
  /** Bytes of files: photos of a whole office, and no disk full within the hour. */
  uploadedPerAddress: { burst: 300 * 1024 * 1024, perMinute: 60 * 1024 * 1024 },
} satisfies Record<string, Rate>;

export type Rates = Record<keyof typeof RATES, Rate>;
export type Limits = Record<keyof typeof RATES, RateLimit>;

export function createLimits(rates: Rates, now: () => Date): Limits {
  const limit = (name: keyof Rates) => createRateLimit({ ...rates[name], now });
  return {
    tokens: limit('tokens'),
    requests: limit('requests'),
    messages: limit('messages'),
    messagesPerAddress: limit('messagesPerAddress'),
    uploadedPerAddress: limit('uploadedPerAddress'),
  };
}

/** Addresses and conversations remembered; beyond that the one seen least recently starts afresh. */
const REMEMBERED = 10_000;

export interface RateLimit {
  /** Takes one; 0, or the whole seconds after which there is one again. */
  take(who: string): number;
  /** Takes what was used without asking, be there enough or not: what is missing has to come in again first. */
  charge(who: string, many: number): void;
}

export function createRateLimit(deps: Rate & { now: () => Date }): RateLimit {
  const { burst, perMinute, now } = deps;
  const buckets = new Map<string, { left: number; at: number }>();

  function left(address: string): number {
    const before = buckets.get(address);
    if (!before) return burst;
    return Math.min(burst, before.left + ((now().getTime() - before.at) / 60_000) * perMinute);
  }

  function remember(address: string, remaining: number): void {
    buckets.delete(address);
    buckets.set(address, { left: remaining, at: now().getTime() });
    const oldest = buckets.size > REMEMBERED ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    take(address) {
      const there = left(address);
      remember(address, there >= 1 ? there - 1 : there);
      return there >= 1 ? 0 : Math.max(1, Math.ceil(((1 - there) / perMinute) * 60));
    },
    charge: (address, many) => remember(address, left(address) - many),
  };
}

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
