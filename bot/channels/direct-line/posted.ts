/** The JSON that clients post, with refusals in Direct Line's form. */
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { readJson } from '../../body.ts';
import { badArgument, Refusal } from './refusal.ts';

/** Bytes of one JSON body, or of an activity that comes with files. */
export const MOST_POSTED = 256 * 1024;

const CODES: Record<number, string> = { 413: 'MessageSizeTooBig', 415: 'UnsupportedMediaType' };

/** @throws {Refusal} where the body is too large or not JSON. */
export async function readPosted(req: IncomingMessage): Promise<unknown> {
  const body = await readJson(req, MOST_POSTED);
  if (body.kind === 'json') return body.value;
  const { status, title, detail } = body.problem;
  throw new Refusal(status, CODES[status] ?? 'BadArgument', detail ?? title);
}

/** A body that many clients leave out, as if it were `{}`. @throws {Refusal} also where it has not the right form. */
export async function readOptional<T extends z.ZodType>(req: IncomingMessage, schema: T): Promise<z.infer<T>> {
  const { 'transfer-encoding': chunked, 'content-length': length } = req.headers;
  const read = schema.safeParse(chunked || Number(length ?? 0) > 0 ? await readPosted(req) : {});
  if (read.success) return read.data;
  throw badArgument(`The body's ${read.error.issues[0]?.path.join('.') || 'form'} is not right.`);
}
