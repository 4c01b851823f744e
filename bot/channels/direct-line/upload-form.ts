/** The form of an upload: `multipart/form-data` with files, and mostly the activity that they belong to. */
import { MOST_POSTED } from './posted.ts';
import { badArgument, Refusal } from './refusal.ts';

/** Parts of one form. */
const MOST_PARTS = 16;
/** Bytes of what a part says of itself: a name, a type. */
const MOST_HEAD = 4 * 1024;

type Part = string | File;

export interface UploadForm {
  /** The activity that came with the files, unparsed; undefined where there was none. */
  activity: unknown;
  files: File[];
}

/** @throws {Refusal} where it is not the form that its type promises, or of more or larger parts than any client sends. */
export async function readForm(type: string, body: Buffer): Promise<UploadForm> {
  const parts = await partsOf(type, body);
  const activity = parts.find(([name, part]) => name === 'activity' || isActivity(part))?.[1];
  const files = parts.flatMap(([, part]) => (part === activity || typeof part === 'string' ? [] : [part]));
  return { activity: activity === undefined ? undefined : await parsed(activity), files };
}

async function partsOf(type: string, body: Buffer): Promise<[string, Part][]> {
  const boundary = boundaryOf(type);
  if (boundary === undefined) throw notTheForm();
  // Counted first: a form of a million parts, or of a million lines in the head of one, would be a million objects.
  let parts = 0;
  for (let at = body.indexOf(`--${boundary}`); at >= 0; at = body.indexOf(`--${boundary}`, at + 1)) {
    if (++parts > MOST_PARTS + 1) throw tooManyParts();
    const rest = body.subarray(at + boundary.length + 2);
    const isLast = rest.subarray(0, 2).equals(CLOSING);
    if (!isLast && !rest.subarray(0, MOST_HEAD).includes('\r\n\r\n')) throw notTheForm();
  }
  // Read by the boundary that was counted, and by no other that the type may name too.
  const headers = { 'Content-Type': `multipart/form-data; boundary="${boundary}"` };
  const form = await new Response(body, { headers }).formData().catch(() => {
    throw notTheForm();
  });
  const read = [...form];
  if (read.length > MOST_PARTS) throw tooManyParts();
  return read;
}

/** Of the characters that a boundary may have (RFC 2046), without the blank that no client uses. */
function boundaryOf(type: string): string | undefined {
  const [, quoted, plain] =
    /;\s*boundary=(?:"([\w'()+,./:=?-]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*(?:;|$)/i.exec(type) ?? [];
  return quoted ?? plain;
}

const CLOSING = Buffer.from('--');
const notTheForm = () => badArgument('The body is not multipart/form-data.');
const tooManyParts = () => badArgument(`An upload has at most ${MOST_PARTS} parts.`);

function isActivity(part: Part): boolean {
  return typeof part !== 'string' && part.type === 'application/vnd.microsoft.activity';
}

async function parsed(part: Part): Promise<unknown> {
  const size = typeof part === 'string' ? Buffer.byteLength(part) : part.size;
  if (size > MOST_POSTED) {
    throw new Refusal(413, 'MessageSizeTooBig', `An activity must not be larger than ${MOST_POSTED / 1024} KiB.`);
  }
  const text = typeof part === 'string' ? part : await part.text();
  try {
    return JSON.parse(text);
  } catch {
    throw badArgument('The activity is not JSON.');
  }
}
