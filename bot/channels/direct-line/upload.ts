/** What a client uploads: files, and mostly the activity that they belong to. Read whole, within bounds. */
import type { IncomingMessage } from 'node:http';
import type { RateLimit } from '../../rate-limit.ts';
import { limited, Refusal, tooMany } from './refusal.ts';
import { readForm } from './upload-form.ts';

/** Bytes of one upload: three files of ten megabytes, with the activity and the form around them. */
export const MOST_UPLOADED = 30 * 1024 * 1024 + 256 * 1024;
/** Bytes that are held for all uploads under way together. */
const MOST_HELD = 128 * 1024 * 1024;
/** Uploads under way of one network address: a few slow ones of one stranger leave room for everybody else. */
const MOST_AT_A_TIME = 2;

export interface UploadedFile {
  /** As the client named it; empty where it did not. */
  name: string;
  bytes: Uint8Array;
}

export interface Upload {
  /** The activity that came with the files, unparsed; undefined where there was none. */
  activity: unknown;
  files: UploadedFile[];
}

export interface Uploads {
  /**
   * Reads an upload and hands it on; its bytes count as held until that is done.
   * @param address whose it is: the bytes are charged to it as they come, also those of an upload that is refused
   * @throws {Refusal} where it is too large, too much has come or is under way, or it is not the form that its type
   * promises.
   */
  take<R>(req: IncomingMessage, address: string, handle: (upload: Upload) => Promise<R>): Promise<R>;
}

export interface UploadsDependencies {
  /** Bytes that one network address may send. */
  perAddress: RateLimit;
  mostHeld?: number;
}

export function createUploads({ perAddress, mostHeld = MOST_HELD }: UploadsDependencies): Uploads {
  let held = 0;
  const underWay = new Map<string, number>();

  return {
    async take(req, address, handle) {
      const others = underWay.get(address) ?? 0;
      if (others >= MOST_AT_A_TIME) throw tooMany('Other files are being sent from your network just now.', 2);
      limited(perAddress, address, 'Many files came from your network just now.');
      underWay.set(address, others + 1);
      let own = 0;
      /** Counts bytes as they come, so that many slow or large uploads cannot fill the memory. */
      function hold(bytes: number): void {
        own += bytes;
        held += bytes;
        if (held > mostHeld) {
          const message = 'Many files are being sent at the moment. Please send it again in a minute.';
          throw new Refusal(503, 'ServiceUnavailable', message, { 'Retry-After': 30 });
        }
      }
      try {
        const bytes = await readBytes(req, { came: many => perAddress.charge(address, many), hold });
        return await handle(await parsedUpload(req, bytes));
      } finally {
        held -= own;
        const left = (underWay.get(address) ?? 1) - 1;
        if (left > 0) underWay.set(address, left);
        else underWay.delete(address);
      }
    },
  };
}

async function readBytes(
  req: IncomingMessage,
  { came, hold }: Record<'came' | 'hold', (bytes: number) => void>,
): Promise<Buffer> {
  const tooLarge = () => new Refusal(413, 'MessageSizeTooBig', 'Files of up to 30 MB together are taken.');
  const chunks: Buffer[] = [];
  let size = 0;
  let refusal: Refusal | undefined;
  // What is refused is read to a certain point all the same: a client that is cut off sees no answer.
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    came(chunk.length);
    if (size > 2 * MOST_UPLOADED) break;
    if (size > MOST_UPLOADED) refusal ??= tooLarge();
    if (refusal) chunks.length = 0;
    else {
      try {
        hold(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusal = error;
      }
    }
  }
  if (refusal) throw refusal;
  return Buffer.concat(chunks);
}

async function parsedUpload(req: IncomingMessage, body: Buffer): Promise<Upload> {
  const type = req.headers['content-type'] ?? '';
  // One bare file is allowed too, without an activity.
  if (!/^multipart\/form-data\b/i.test(type)) {
    return { activity: undefined, files: body.length > 0 ? [{ name: bareName(req), bytes: body }] : [] };
  }
  const { activity, files } = await readForm(type, body);
  return {
    activity,
    files: await Promise.all(
      files.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    ),
  };
}

/** A bare file's name, where `Content-Disposition` tells it. */
function bareName(req: IncomingMessage): string {
  const [, quoted, plain] =
    /\bfilename=(?:"([^"]{0,200})"|([^\s;]{1,200}))/i.exec(req.headers['content-disposition'] ?? '') ?? [];
  return quoted ?? plain ?? '';
}
