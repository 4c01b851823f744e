/** What the API's routes are made of: each says what it takes and gives, and that is how it is mounted and described. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Problem } from '../answer.ts';

/** One request that bears a key, read and checked. */
export interface Asked<B = unknown, Q = unknown> {
  /** Of the path, as typed. */
  params: Readonly<Record<string, string>>;
  query: Q;
  body: B;
  /** The key's fingerprint: tells keys apart in the audit trail, and is of no use to who reads it. */
  key: string;
  /** In lower case. */
  header(name: string): string | undefined;
}

export type Answered =
  | { kind: 'json'; status: number; body: unknown; headers?: OutgoingHttpHeaders }
  | { kind: 'not-modified'; headers: OutgoingHttpHeaders }
  | { kind: 'problem'; problem: Problem; headers?: OutgoingHttpHeaders }
  /** Something else than JSON, which writes itself. */
  | { kind: 'own'; write(res: ServerResponse): Promise<void> };

export interface Route {
  method: 'get' | 'post';
  /** Under `/api/v1`, with parameters as `{name}`. */
  path: string;
  /** In one line, and what else an integrator must know. */
  summary: string;
  description?: string;
  /** Served without a key. */
  open?: true;
  query?: z.ZodType;
  body?: z.ZodType;
  /** In bytes, where it is more than usual. */
  longest?: number;
  /** What `Idempotency-Key` is for this route. */
  idempotency?: 'required' | 'optional';
  /** The answer where all goes well. */
  gives: { status: number; schema?: z.ZodType; what: string };
  /** The other statuses that it may answer with, beside those that every route has. */
  refuses: readonly number[];
  run(asked: Asked<never, never>): Promise<Answered>;
}

/** A route whose handler is given what its own schemas make of query and body. */
export function route<Q extends z.ZodType, B extends z.ZodType>(
  of: Omit<Route, 'run' | 'query' | 'body'> & {
    query?: Q;
    body?: B;
    run(asked: Asked<z.output<B>, z.output<Q>>): Promise<Answered>;
  },
): Route {
  return of;
}

export const json = (status: number, body: unknown, headers?: OutgoingHttpHeaders): Answered => {
  return { kind: 'json', status, body, ...(headers && { headers }) };
};
export const problem = (of: Problem, headers?: OutgoingHttpHeaders): Answered => {
  return { kind: 'problem', problem: of, ...(headers && { headers }) };
};
