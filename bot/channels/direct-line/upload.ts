/** Files that a client uploads. They are counted, not kept: the desk says what it can do with them. */
import type { IncomingMessage } from 'node:http';
import { badArgument, Refusal } from './refusal.ts';

/** Bytes of one upload, files and all. */
export const MOST_UPLOADED = 10 * 1024 * 1024;

export interface Upload {
  /** The activity that came with the files, unparsed; undefined where there was none. */
  activity: unknown;
  files: number;
}

/** @throws {Refusal} where the body is too large, or is not the form that its type promises. */
export async function readUpload(req: IncomingMessage): Promise<Upload> {
  const type = req.headers['content-type'] ?? '';
  const body = await readBytes(req);
  // One bare file is allowed too, without an activity.
  if (!/^multipart\/form-data\b/i.test(type)) return { activity: undefined, files: body.length > 0 ? 1 : 0 };
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw badArgument('The body is not multipart/form-data.');
  });
  const parts = [...form];
  const activity = parts.find(([name, part]) => name === 'activity' || isActivity(part))?.[1];
  return {
    activity: activity === undefined ? undefined : await parsed(activity),
    files: parts.filter(([, part]) => part !== activity && typeof part !== 'string').length,
  };
}

type Part = string | File;

function isActivity(part: Part): boolean {
  return typeof part !== 'string' && part.type === 'application/vnd.microsoft.activity';
}

async function parsed(part: Part): Promise<unknown> {
  const text = typeof part === 'string' ? part : await part.text();
  try {
    return JSON.parse(text);
  } catch {
    throw badArgument('The activity is not JSON.');
  }
}

async function readBytes(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > 2 * MOST_UPLOADED) break;
    if (size <= MOST_UPLOADED) chunks.push(chunk);
  }
  if (size > MOST_UPLOADED) throw new Refusal(413, 'MessageSizeTooBig', 'Files of up to 10 MB together are taken.');
  return Buffer.concat(chunks);
}
