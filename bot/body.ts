/**
 * Reads the body of a request as JSON or as a form, and that of an answer, capped. Per route, never global: uploads and
 * sockets have bodies of their own.
 */
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
  if (text === undefined) {
    return refused(413, 'Content Too Large', `The body must not be larger than ${limit / 1024} KiB.`);
  }
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return refused(400, 'Bad Request', 'The body is not JSON.');
  }
}

export type Form = { kind: 'form'; values: URLSearchParams } | { kind: 'refused'; problem: Problem };

/** Reads a form of short fields, in either way that browsers and mail programs write one; `limit` in bytes. */
export async function readForm(req: IncomingMessage, limit: number): Promise<Form> {
  const type = req.headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data\b.*?\bboundary="?([^";]{1,70})"?/i.exec(type)?.[1];
  if (boundary === undefined && !/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return refused(415, 'Unsupported Media Type', 'The body must be a form.');
  }
  const text = await readText(req, limit);
  if (text === undefined) {
    return refused(413, 'Content Too Large', `The body must not be larger than ${limit / 1024} KiB.`);
  }
  if (boundary === undefined) return { kind: 'form', values: new URLSearchParams(text) };
  const fields = text.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const [head = '', ...value] = part.replace(/^\r?\n|\r?\n$/g, '').split(/\r?\n\r?\n/);
    const name = /^content-disposition:.*?\bname="?([^";\r\n]+)"?/im.exec(head)?.[1];
    return name === undefined ? [] : [[name, value.join('\n\n')]];
  });
  return { kind: 'form', values: new URLSearchParams(fields) };
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

function refused(status: number, title: string, detail: string): { kind: 'refused'; problem: Problem } {
  return { kind: 'refused', problem: { status, title, detail } };
}

/** An answer's body, in bytes; undefined where it is larger than `most`: a byte more than is taken is enough to know. */
export async function readCapped(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the stream.
  for await (const part of body) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
