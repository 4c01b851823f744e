/** A request that Direct Line refuses, in the form its clients read: `{ error: { code, message } }`. */
import type { OutgoingHttpHeaders } from 'node:http';

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
