/**
 * One document changed as a whole: read, decided on, and written only where nobody has changed it meanwhile; else decided
 * again from what is there then. Events and notices go in with the change itself.
 */
import type { By, Event } from './event.ts';
import type { Notice } from './notices/notice.ts';
import type { Collection, Stored } from './store/port.ts';

export interface Changing extends Stored {
  version: number;
  events: Event[];
  notices: Notice[];
  noticesAt?: Date | undefined;
}

/** What is to be written; a member of `set` that is undefined is removed. */
export interface Writing<T> {
  kind: 'write';
  set: Partial<T>;
  events: Event[];
  notices: Notice[];
}

/** What has come of it: the document as it is now, and what was decided where nothing was to be written. */
export type Changed<T, O> = { kind: 'changed'; after: T } | { kind: 'unknown' } | { kind: 'kept'; as: T; because: O };

/** Racing writers each lose once to every other at most; so many do not work on one return. */
const MOST_TRIES = 500;

/** Whether that request has been carried out before (R23). */
export function isDone({ events }: Pick<Changing, 'events'>, { key }: By): boolean {
  return key !== undefined && events.some(event => event.key === key);
}

/** Whether somebody else has changed it since the version that was decided on. */
export function isChangedSince({ version }: Pick<Changing, 'version'>, by: By): boolean {
  return by.version !== undefined && by.version !== version;
}

/**
 * @param decide is called anew from what is there, so it does nothing but decide
 * @param derive what follows from the document as it will be, and is written with it
 */
export async function changeDocument<T extends Changing, O>(
  collection: Collection<T>,
  read: () => Promise<T | undefined>,
  decide: (document: T) => Writing<T> | { kind: 'keep'; because: O },
  derive?: (after: T) => Partial<T>,
): Promise<Changed<T, O>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await read();
    if (!before) return { kind: 'unknown' };
    const decision = decide(before);
    if (decision.kind === 'keep') return { kind: 'kept', as: before, because: decision.because };
    const { _id, version } = before;
    const events = [...before.events, ...decision.events];
    const derived = derive?.({ ...before, ...decision.set, events });
    const update = updateOf(before, { ...decision, set: { ...decision.set, ...derived } });
    const after = await collection.findOneAndUpdate({ _id, version }, update, { returnDocument: 'after' });
    if (after) return { kind: 'changed', after };
  }
  throw new Error(`a document was changed by others ${MOST_TRIES} times in a row`);
}

function updateOf<T extends Changing>({ noticesAt }: T, { set, events, notices }: Writing<T>) {
  const members = Object.entries(set);
  // Said again where it stands already: a relay may have cleared it since, and that moves no version.
  const waits = notices[0] ? { noticesAt: noticesAt ?? notices[0].at } : {};
  const gone = members.flatMap(([name, value]) => (value === undefined ? [[name, '']] : []));
  return {
    $inc: { version: 1 },
    $push: { events: { $each: events }, ...(notices.length > 0 && { notices: { $each: notices } }) },
    ...mentioned('$set', { ...Object.fromEntries(members.filter(([, value]) => value !== undefined)), ...waits }),
    ...mentioned('$unset', Object.fromEntries(gone)),
  };
}

/** MongoDB refuses an operator without fields. */
function mentioned(operator: string, fields: object) {
  return Object.keys(fields).length > 0 ? { [operator]: fields } : {};
}
