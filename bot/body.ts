/** Reads a request's body, JSON or a form, capped. Per route, never global: uploads and sockets have bodies of their own. */
import type { IncomingMessage } from 'node:http';
import type { Problem } from './answer.ts';

export type Body = { kind: 'json'; value: unknown } | { kind: 'refused'; problem: Problem };

/** A body too large is read to its end, up to this many times the limit, so that the client gets to see the answer. */
const PATIENCE = 8;

/** `limit` in bytes. Rejects only where the connection breaks. */
export async function readJson(req: IncomingMessage, limit: number): Promise<Body> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(req.headers['content-type'] ?? '')) {
    return refused(415, 'Unsupported Media Type', 'The body must be application/json.');
  }
  if (!/^(?:identity)?$/i.test(req.headers['content-encoding'] ?? '')) {
    return refused(415, 'Unsupported Media Type', 'The body must not be compressed.');
  }
  const text = await readText(req, limit);
  if (text === undefined) return tooLarge(limit);
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return refused(400, 'Bad Request', 'The body is not JSON.');
  }
}

export type Form = { kind: 'form'; value: URLSearchParams } | { kind: 'refused'; problem: Problem };

/** What a form on a page sends, as `readJson`. */
export async function readForm(req: IncomingMessage, limit: number): Promise<Form> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) {
    return refused(415, 'Unsupported Media Type', 'The body must be application/x-www-form-urlencoded.');
  }
  const text = await readText(req, limit);
  if (text === undefined) return tooLarge(limit);
  return { kind: 'form', value: new URLSearchParams(text) };
}

/** By events: an iterator over the stream costs as much as the rest of a short request. */
function readText(req: IncomingMessage, limit: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = () => resolve(size <= limit ? Buffer.concat(chunks).toString('utf8') : undefined);
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      if (size <= limit * PATIENCE) return;
      end();
      // Nothing more of it is read: a request left half read would hold its connection until the server gives up on it.
      req.destroy();
    });
    req.on('end', end);
    req.on('error', reject);
    req.on('close', () => reject(new Error('the connection broke off')));
  });
}

function tooLarge(limit: number) {
  return refused(413, 'Content Too Large', `The body must not be larger than ${limit / 1024} KiB.`);
}

function refused(status: number, title: string, detail: string): { kind: 'refused'; problem: Problem } {
  return { kind: 'refused', problem: { status, title, detail } };
}
