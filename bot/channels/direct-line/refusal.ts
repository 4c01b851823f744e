/** A request that Direct Line refuses, in the form its clients read: `{ error: { code, message } }`. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { RateLimit } from '../../rate-limit.ts';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly headers: OutgoingHttpHeaders;

  /** `message` goes out as it is: it names nothing but the request itself, and what to do. */
  constructor(status: number, code: string, message: string, headers: OutgoingHttpHeaders = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  get body() {
    return { error: { code: this.code, message: this.message } };
  }
}

export function badArgument(message: string): Refusal {
  return new Refusal(400, 'BadArgument', message);
}

/** @param why what there was too much of, in a sentence of its own */
export function tooMany(why: string, seconds: number): Refusal {
  const wait = `Please try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return new Refusal(429, 'TooManyRequests', `${why} ${wait}`, { 'Retry-After': seconds });
}

/** @throws {Refusal} 429, politely, where there is none left. */
export function limited(limit: Pick<RateLimit, 'take'>, who: string, why: string): void {
  const seconds = limit.take(who);
  if (seconds > 0) throw tooMany(why, seconds);
}
