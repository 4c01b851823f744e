import type { IncomingMessage } from 'node:http';

/** Whether a host name or IP address is this machine: `localhost`, 127.0.0.0/8, ::1, also as IPv6 writes IPv4. */
export function isLoopback(host: string | undefined): boolean {
  const bare = host
    ?.toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:/, '');
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare ?? '');
}

/** What proxies and tunnels write about the one they speak for. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** Whether a request was made on this machine, and not passed on by a proxy or a tunnel that runs on it. */
export function isFromHere(req: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  return isLoopback(req.socket.remoteAddress) && FORWARDED.every(name => req.headers[name] === undefined);
}

/** The host that a request names, without the port; a page elsewhere may have a name that leads to this machine. */
export function hostNamed({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const url = `http://${headers.host}`;
  return headers.host && URL.canParse(url) ? new URL(url).hostname : undefined;
}
