/** As much of SIP (RFC 3261) over UDP as one call needs: messages, their headers, and SDP for G.711 with key events. */

export interface SipMessage {
  /** `INVITE sip:… SIP/2.0`, or `SIP/2.0 200 OK`. */
  first: string;
  /** By name in lower case; several of one name in their order. */
  headers: ReadonlyMap<string, readonly string[]>;
  body: string;
}

export function readSip(bytes: Buffer): SipMessage {
  const [head = '', ...body] = bytes.toString('utf8').split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  return { first, headers, body: body.join('\r\n\r\n') };
}

export function writeSip(first: string, headers: readonly (readonly [string, string])[], body = ''): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const type = body ? ['Content-Type: application/sdp'] : [];
  return Buffer.from([first, ...lines, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n'));
}

export function headerOf({ headers }: SipMessage, name: string): string {
  return headers.get(name.toLowerCase())?.[0] ?? '';
}

export const PCMU = 0;
/** Where the other side offers no type of its own. */
const KEY_EVENTS = 101;

export function sdpFor(port: number, keyEvents = KEY_EVENTS): string {
  return [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=call', 'c=IN IP4 127.0.0.1', 't=0 0'],
    `m=audio ${port} RTP/AVP ${PCMU} ${keyEvents}`,
    `a=rtpmap:${PCMU} PCMU/8000`,
    `a=rtpmap:${keyEvents} telephone-event/8000`,
    ...[`a=fmtp:${keyEvents} 0-15`, 'a=sendrecv', ''],
  ].join('\r\n');
}

export interface Ends {
  host: string;
  port: number;
  /** The payload type of key events. */
  keyEvents: number;
}

/** Where the other side wants its audio. */
export function audioOf({ body }: SipMessage): Ends {
  return {
    host: /^c=IN IP4 (\S+)/m.exec(body)?.[1] ?? '127.0.0.1',
    port: Number(/^m=audio (\d+)/m.exec(body)?.[1]),
    keyEvents: Number(/^a=rtpmap:(\d+) telephone-event/m.exec(body)?.[1] ?? KEY_EVENTS),
  };
}
