/** Writes a case or a return anew without whose it is, however many others change it meanwhile. */
import { isDeepStrictEqual } from 'node:util';
import type { Changing } from '../changing.ts';
import type { By } from '../event.ts';
import type { Notice } from '../notices/notice.ts';
import type { Collection } from '../store/port.ts';
import type { Erasure } from './erased.ts';

export interface Erasable extends Changing {
  erasedAt?: Date | undefined;
}

/** Racing writers each lose once to every other at most. */
const MOST_TRIES = 50;

/**
 * One event `erased`, and with `hooks` one notice of it. Resolves to whether there was anything to erase: done again, it
 * writes nothing.
 */
export async function eraseDocument<T extends Erasable>(deps: {
  collection: Collection<T>;
  id: string;
  read: (stored: T) => T;
  erased: (before: T) => Erasure<T>;
  by: By;
  at: Date;
  hooks: boolean;
}): Promise<boolean> {
  const { collection, id, read, by, at } = deps;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const stored = await collection.findOne({ _id: id });
    if (!stored) return false;
    const before = read(stored);
    const erased = Object.entries(deps.erased(before));
    const isErased = erased.every(([name, value]) => isDeepStrictEqual(value, before[name as keyof T]));
    if (before.erasedAt && isErased) return false;
    const set = Object.fromEntries(erased.filter(([, value]) => value !== undefined));
    const gone = erased.flatMap(([name, value]) => (value === undefined ? [[name, '']] : []));
    const told: Notice[] = deps.hooks ? [{ id: `${id}:${before.version + 1}:0`, at, kind: 'erased', hook: true }] : [];
    const notices = [...(set['notices'] as Notice[]), ...told];
    const waits = notices.length > 0 ? { noticesAt: before.noticesAt ?? at } : {};
    const { matchedCount } = await collection.updateOne(
      { _id: id, version: before.version },
      {
        $set: {
          ...set,
          ...{ notices, ...waits, erasedAt: before.erasedAt ?? at },
          events: [...(set['events'] as T['events']), { at, actor: by.actor, kind: 'erased' }],
        },
        $unset: Object.fromEntries(gone.filter(([name]) => !(String(name) in waits))),
        $inc: { version: 1 },
      },
    );
    if (matchedCount === 1) return true;
  }
  throw new Error(`a document was changed by others ${MOST_TRIES} times in a row`);
}
