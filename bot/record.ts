/**
 * Conversations on record: one document for every turn, only ever added. Its `_id` is the conversation and the number of
 * the turn, so of two processes that answer at once only one is recorded, and nothing that grows is ever written again.
 */
import { forget, freshMemory, Memory } from '../dialogs/memory.ts';
import { type Index, isDuplicateKey, type Store } from '../services/store/port.ts';
import { aboutOf } from './about.ts';
import { type Conversation, messagesIn, Turn } from './conversation.ts';

/** The stored document: memory and turn are JSON texts, which the store never looks into. */
export interface StoredTurn {
  /** The conversation and the version (`idOf`): unique, and in the order of the turns. */
  _id: string;
  schema: 1;
  conversation: string;
  /** Counts the turns of the conversation, from 1. */
  version: number;
  /** What the conversation remembers after this turn. */
  memory: string;
  turn: string;
  /** By what the conversation of a person is found again (`aboutOf`). */
  about?: string[];
  expiresAt: Date;
}

export interface ConversationRecord {
  /**
   * The conversation after its latest turn; a fresh one where there is none. One that is `presumedNew` is not looked for:
   * if it is there all the same, `append` finds out.
   */
  load(id: string, presumedNew?: boolean): Promise<Conversation>;
  /** Whether the turn is recorded; not, where another process has recorded one since `before` was loaded. */
  append(before: Conversation, memory: Memory, turn: Turn): Promise<boolean>;
  /** Makes the next `load` ask the store. */
  release(id: string): void;
  /** The turns, oldest first, with what other processes have recorded; undefined where there is none. */
  history(id: string): Promise<Turn[] | undefined>;
}

export const conversationIndexes: Index[] = [
  { collection: 'turns', key: { about: 1 } },
  { collection: 'turns', key: { expiresAt: 1 }, expires: true },
];

const DAYS_KEPT = 30;
/** Turns that a client can read again: more than any intake takes. */
const TURNS_SHOWN = 200;
/** Turns that a second delivery is looked for in: it comes within minutes. */
const TURNS_LOADED = 30;

/** @param cached how many conversations stay in the process, to save the read */
export function createRecord({ store, cached }: { store: Store; cached: number }): ConversationRecord {
  const stored = store.collection<StoredTurn>('turns');
  const cache = createCache(cached);

  /** The latest turns, the last first. */
  const latest = (id: string, limit: number) =>
    stored.find({ _id: { $gt: `${id}#`, $lt: `${id}$` }, conversation: id }, { sort: { _id: -1 }, limit }).toArray();

  return {
    async load(id, presumedNew = false) {
      const known = cache.get(id);
      if (known) return known;
      if (presumedNew) return { id, version: 0, memory: freshMemory(), turns: [] };
      const found = await latest(id, TURNS_LOADED);
      const turns = found.map(readTurn).reverse();
      const last = found[0];
      return { id, version: last?.version ?? 0, memory: last ? readMemory(last) : freshMemory(), turns };
    },

    async append(before, memory, turn) {
      const { id } = before;
      const version = before.version + 1;
      cache.delete(id);
      try {
        await stored.insertOne({
          _id: idOf(id, version),
          schema: 1,
          conversation: id,
          version,
          memory: JSON.stringify(memory),
          turn: JSON.stringify(turn),
          about: aboutOf(memory, turn),
          expiresAt: new Date(turn.at.getTime() + DAYS_KEPT * 86_400_000),
        });
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
      cache.set(id, { id, version, memory, turns: [...before.turns, turn].slice(-TURNS_LOADED) });
      return true;
    },

    release: id => cache.delete(id),

    async history(id) {
      const found = await latest(id, TURNS_SHOWN);
      return found.length > 0 ? found.map(readTurn).reverse() : undefined;
    },
  };
}

/** Padded, so that the order of the ids is that of the versions: no index but the one on `_id` is needed. */
export function idOf(conversation: string, version: number): string {
  return `${conversation}#${String(version).padStart(8, '0')}`;
}

/** How many messages of the conversation there have been: the seq of the next turn. */
export function messagesSoFar({ turns }: Conversation): number {
  const last = turns.at(-1);
  return last ? last.seq + messagesIn(last) : 0;
}

function readTurn({ turn }: StoredTurn): Turn {
  return Turn.parse(JSON.parse(turn));
}

/** What an older or newer build remembered and this one cannot read is forgotten, and the conversation goes on. */
function readMemory(stored: StoredTurn): Memory {
  const memory: unknown = JSON.parse(stored.memory);
  const read = Memory.safeParse(memory);
  return read.success ? read.data : forget(memory);
}

/** The conversations used last, oldest out first. */
function createCache(size: number) {
  const kept = new Map<string, Conversation>();
  return {
    get: (id: string) => kept.get(id),
    delete: (id: string) => void kept.delete(id),
    set(id: string, conversation: Conversation) {
      kept.delete(id);
      kept.set(id, conversation);
      const oldest = kept.size > size ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    },
  };
}
