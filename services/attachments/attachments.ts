/**
 * Photos and papers that customers send: taken by what is in them, cleaned, and kept with the case they belong to. What
 * never gets to a case is gone after as long as a conversation is.
 */
import { z } from 'zod';
import type { Blobs } from '../store/blobs.ts';
import { createTurns } from '../store/in-turn.ts';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';
import { fileName, shownName } from './file-name.ts';
import { KINDS, kindOf } from './kind.ts';
import { type Stripped, strip } from './strip.ts';

/** A file as conversations and cases name it. */
export const KeptFile = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(Object.keys(KINDS) as [keyof typeof KINDS]),
  /** Bytes, as kept. */
  size: z.number().int().nonnegative(),
});
export type KeptFile = z.infer<typeof KeptFile>;

/** A file that was not taken, and why. */
export const RefusedFile = z.object({
  name: z.string(),
  why: z.enum(['empty', 'too-large', 'kind', 'damaged', 'encrypted', 'too-many']),
  /** So many others with it, for the same reason. */
  more: z.number().int().positive().optional(),
});
export type RefusedFile = z.infer<typeof RefusedFile>;

const Attachment = KeptFile.omit({ id: true }).extend({
  _id: z.string(),
  /** `channel:conversation`. */
  conversation: z.string(),
  case: z.string().optional(),
  /** The upload that brought it, so that a second delivery keeps it once (R23). */
  requestKey: z.string().optional(),
  at: z.date(),
  /** Until it is attached. */
  expiresAt: z.date().optional(),
});
type Attachment = z.infer<typeof Attachment>;

export type CaseFile = KeptFile & { at: Date };

export interface Incoming {
  conversation: string;
  name: string;
  bytes: Uint8Array;
  requestKey?: string | undefined;
  /** A recording of the phone line; elsewhere sound is none of the kinds. */
  isRecording?: true | undefined;
}

export type Keeping =
  | { kind: 'kept'; file: KeptFile }
  | { kind: 'refused'; file: RefusedFile }
  /** It may be taken in a moment: nothing is said against the file. */
  | { kind: 'busy' };

export interface Attachments {
  /** Rejects where the store is away; nothing is kept then. */
  keep(incoming: Incoming): Promise<Keeping>;
  /** Files that are with the case already, or gone, are passed over (R23). Resolves to the ids that are with it now. */
  attachTo(caseNumber: string, ids: readonly string[]): Promise<string[]>;
  /** Of one case, by each number that it has (`numbersOf`); oldest first. */
  listOf(...caseNumbers: string[]): Promise<CaseFile[]>;
  /** Of the cases, and what came in the conversations (`channel:conversation`) and is with none. */
  listOfAll(of: {
    cases: readonly string[];
    conversations: readonly string[];
  }): Promise<(CaseFile & { case?: string })[]>;
  /** Deletes those, bytes first: what was interrupted is found again. Resolves to how many there were. */
  erase(of: { cases: readonly string[]; conversations: readonly string[] }): Promise<number>;
  read(id: string): Promise<{ file: CaseFile; case: string | undefined; bytes: Uint8Array } | undefined>;
}

export const attachmentIndexes: Index[] = [
  { collection: 'attachments', key: { requestKey: 1 }, unique: true },
  { collection: 'attachments', key: { conversation: 1 } },
  { collection: 'attachments', key: { case: 1 } },
  { collection: 'attachments', key: { expiresAt: 1 }, expires: true },
];

/** Of one conversation, attached ones too. */
export const MOST_FILES = 20;
const DAYS_KEPT = 30;
/** PDFs that wait to be cleaned, one after another: each may be made to take its time. */
const MOST_WAITING = 8;

export function createAttachments(deps: {
  store: Store;
  blobs: Blobs;
  now: () => Date;
  drawId: () => string;
}): Attachments {
  const { blobs, now, drawId } = deps;
  const attachments = deps.store.collection<Attachment>('attachments');

  const inTurn = createTurns();
  let waiting = 0;

  async function cleaned(bytes: Uint8Array, isRecording: boolean): Promise<Stripped | { kind: 'busy' }> {
    if (kindOf(bytes) !== 'application/pdf') return strip(bytes, isRecording);
    if (waiting >= MOST_WAITING) return { kind: 'busy' };
    waiting++;
    return inTurn(() => strip(bytes, isRecording)).finally(() => {
      waiting--;
    });
  }

  async function find(filter: { _id: string } | { requestKey: string }): Promise<Attachment | undefined> {
    const found = await attachments.findOne(filter);
    return found ? Attachment.parse(found) : undefined;
  }

  async function foundOf({ cases, conversations }: { cases: readonly string[]; conversations: readonly string[] }) {
    const ofCases = await attachments.find({ case: { $in: [...cases] } }).toArray();
    const loose = { conversation: { $in: [...conversations] }, case: { $exists: false } };
    const found = [...ofCases, ...(await attachments.find(loose).toArray())].map(one => Attachment.parse(one));
    return found.sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  return {
    async keep({ conversation, name, bytes, requestKey, isRecording = false }) {
      const refused = (why: RefusedFile['why']): Keeping => ({
        kind: 'refused',
        file: { name: shownName(name), why },
      });
      const before = requestKey === undefined ? undefined : await find({ requestKey });
      if (before) return { kind: 'kept', file: keptFile(before) };
      if ((await attachments.countDocuments({ conversation })) >= MOST_FILES) return refused('too-many');
      const clean = await cleaned(bytes, isRecording);
      if (clean.kind === 'busy') return clean;
      if (clean.kind === 'refused') return refused(clean.why);
      const at = now();
      const expiresAt = new Date(at.getTime() + DAYS_KEPT * 86_400_000);
      const { type } = clean;
      const document: Attachment = {
        _id: drawId(),
        conversation,
        name: fileName(name, type),
        type,
        size: clean.bytes.length,
        at,
        expiresAt,
        ...(requestKey !== undefined && { requestKey }),
      };
      // The bytes first: what is on record is there to be read.
      await blobs.put(document._id, clean.bytes, expiresAt);
      try {
        await attachments.insertOne(document);
      } catch (error) {
        if (!isDuplicateKey(error) || requestKey === undefined) throw error;
        await blobs.delete(document._id);
        const first = await find({ requestKey });
        if (!first) throw error;
        return { kind: 'kept', file: keptFile(first) };
      }
      return { kind: 'kept', file: keptFile(document) };
    },

    async attachTo(caseNumber, ids) {
      const attached: string[] = [];
      for (const id of ids) {
        // The bytes first: should this end in between, whoever does it again finds them.
        if (!(await blobs.keep(id))) continue;
        const { matchedCount } = await attachments.updateOne(
          { _id: id, $or: [{ case: { $exists: false } }, { case: caseNumber }] },
          { $set: { case: caseNumber }, $unset: { expiresAt: 1 } },
        );
        if (matchedCount > 0) attached.push(id);
      }
      return attached;
    },

    async listOf(...caseNumbers) {
      const found = await attachments.find({ case: { $in: caseNumbers } }, { sort: { at: 1 } }).toArray();
      return found.map(document => caseFile(Attachment.parse(document)));
    },

    async listOfAll(of) {
      const found = await foundOf(of);
      return found.map(one => ({ ...caseFile(one), ...(one.case !== undefined && { case: one.case }) }));
    },

    async erase(of) {
      const found = await foundOf(of);
      for (const { _id } of found) {
        await blobs.delete(_id);
        await attachments.deleteOne({ _id });
      }
      return found.length;
    },

    async read(id) {
      const found = await find({ _id: id });
      const bytes = found && (await blobs.get(id));
      return bytes && { file: caseFile(found), case: found.case, bytes };
    },
  };
}

function keptFile({ _id, name, type, size }: Attachment): KeptFile {
  return { id: _id, name, type, size };
}

function caseFile(document: Attachment): CaseFile {
  return { ...keptFile(document), at: document.at };
}
