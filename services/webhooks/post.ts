/** Posts to one address: patient for seconds, and careful with whatever comes back. */
import { Agent } from 'undici';

export type Posted =
  | { kind: 'delivered' }
  | { kind: 'failed'; code: string; retryAfterMs?: number | undefined }
  /** Nothing more is to be posted there (410). */
  | { kind: 'gone' };

export interface Poster {
  /** Never rejects. What is given up by the signal may have arrived. */
  post(message: { headers: Record<string, string>; body: string }, signal: AbortSignal): Promise<Posted>;
  close(): Promise<void>;
}

/** Nobody was reached: whatever else waits for the address would fare no better now. */
export const UNREACHABLE = 'unreachable';

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
/** All of it together, however slowly an answer drips. */
const WHOLE_MS = 20_000;
/** Of an answer, which nobody reads. */
const MOST_BYTES = 65_536;
const LONGEST_WAIT_MS = 3_600_000;
const TIMEOUTS: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError']);
const NOT_REACHED: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'],
]);

export function createPoster({ url, connections, now }: { url: string; connections: number; now: () => Date }): Poster {
  const { origin, pathname, search, username, password } = new URL(url);
  const user = [username, password].map(decodeURIComponent).join(':');
  const authorization = username && `Basic ${Buffer.from(user).toString('base64')}`;
  const agent = new Agent({
    connections,
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  });

  return {
    async post({ headers, body }, giveUp) {
      const signal = AbortSignal.any([giveUp, AbortSignal.timeout(WHOLE_MS)]);
      try {
        // No redirect is followed: the operator named the address, and nobody else names one.
        const answer = await agent.request({
          ...{ origin, path: pathname + search, method: 'POST', body, signal },
          headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...headers },
        });
        await answer.body.dump({ limit: MOST_BYTES, signal }).catch(() => undefined);
        return outcome(answer.statusCode, answer.headers['retry-after']);
      } catch (error) {
        return { kind: 'failed', code: codeOf(error, giveUp) };
      }
    },
    close: () => agent.destroy(),
  };

  function outcome(status: number, retryAfter: string | string[] | undefined): Posted {
    if (status >= 200 && status < 300) return { kind: 'delivered' };
    if (status === 410) return { kind: 'gone' };
    const isBusy = status === 429 || status === 503;
    return { kind: 'failed', code: `${status}`, retryAfterMs: isBusy ? waitOf(retryAfter, now()) : undefined };
  }
}

/** Seconds, or a date (RFC 9110). */
function waitOf(header: string | string[] | undefined, now: Date): number | undefined {
  if (typeof header !== 'string') return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

function codeOf(error: unknown, giveUp: AbortSignal): string {
  if (giveUp.aborted) return 'given-up';
  const { code, name } = error instanceof Error ? (error as Error & { code?: unknown }) : {};
  if (NOT_REACHED.has(code)) return UNREACHABLE;
  return TIMEOUTS.has(code) || TIMEOUTS.has(name) ? 'timeout' : 'broken-off';
}
