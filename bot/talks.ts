/** The conversations of one person: found, handed out, and erased while others may go on in them. */
import { freshMemory, Memory } from '../dialogs/memory.ts';
import { plain } from '../dialogs/reply.ts';
import type { Conversations, SaidLine, Talker } from '../services/privacy/conversations.ts';
import { ERASED } from '../services/privacy/erased.ts';
import { isDuplicateKey, type Store } from '../services/store/port.ts';
import { aboutOf, casesIn, ownersIn } from './about.ts';
import { messagesIn, Turn } from './conversation.ts';
import { idOf, type StoredTurn } from './record.ts';
import { redactor } from './redacting.ts';
import type { TurnDesk } from './turn.ts';

interface Read {
  stored: StoredTurn;
  memory: Memory;
  turn: Turn;
}

/** `theirs`: all of it; `proven`: and they have shown that; `named`: somebody else's, in which their address stands. */
type Whose = 'proven' | 'theirs' | 'named';

/** What is written in the place of a turn and of what was remembered after it. */
type Change = (read: Pick<Read, 'memory' | 'turn'>) => Pick<Read, 'memory' | 'turn'>;

/** Racing turns each win once at most. */
const MOST_TRIES = 50;

export function createTalks({ store, desk }: { store: Store; desk: Pick<TurnDesk, 'apart'> }): Conversations {
  const turns = store.collection<StoredTurn>('turns');

  async function idsOf({ emails, caseNumbers }: Talker): Promise<string[]> {
    const marks = [...caseNumbers, ...emails.map(email => email.toLowerCase())];
    const found = await turns.find({ about: { $in: marks } }).toArray();
    return [...new Set(found.map(({ conversation }) => conversation))];
  }

  async function turnsOf(id: string): Promise<Read[]> {
    const ids = { $gt: `${id}#`, $lt: `${id}$` };
    const found = await turns.find({ _id: ids, conversation: id }, { sort: { _id: 1 } }).toArray();
    return found.map(stored => {
      const memory = Memory.safeParse(JSON.parse(stored.memory));
      const turn = Turn.safeParse(JSON.parse(stored.turn));
      return { stored, memory: memory.data ?? freshMemory(), turn: turn.data ?? unreadable(stored) };
    });
  }

  /**
   * A turn of its own ends what was remembered: whoever goes on from a state before it finds its place taken, and
   * starts anew. The turns before keep their places, so that nobody can put there what was known.
   */
  async function rewrite(id: string, change: Change): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = await turnsOf(id);
      const last = before.at(-1);
      if (!last) return;
      if (await closed(last, change)) return writeAll(before, change);
    }
    throw new Error(`a conversation went on ${MOST_TRIES} times in a row`);
  }

  async function closed({ stored, memory, turn }: Read, change: Change): Promise<boolean> {
    const version = stored.version + 1;
    const said = { kind: 'arrived' as const, text: '', attachments: 0, from: ERASED };
    const end: Turn = {
      activityId: `${ERASED}:${version}`,
      seq: turn.seq + messagesIn(turn),
      at: turn.at,
      said,
      replies: [],
    };
    const after = change({ memory, turn: end });
    try {
      await turns.insertOne({ ...stored, _id: idOf(stored.conversation, version), version, ...written(after) });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Those by which it is found come last: where this is interrupted, it is found again. */
  async function writeAll(all: readonly Read[], change: Change): Promise<void> {
    const marks = ({ stored }: Read) => stored.about?.length ?? 0;
    for (const read of [...all].sort((one, other) => marks(one) - marks(other))) {
      await turns.updateOne({ _id: read.stored._id }, { $set: written(change(read)) });
    }
  }

  return {
    async of(talker) {
      const talks: { id: string; lines: SaidLine[] }[] = [];
      for (const id of await idsOf(talker)) {
        const all = await turnsOf(id);
        if (whose(all, talker) === 'proven') talks.push({ id, lines: all.flatMap(linesOf) });
      }
      return talks;
    },

    async erase(talker) {
      const theirs: string[] = [];
      const withoutAddresses = redactor(talker.emails, ERASED);
      for (const id of await idsOf(talker)) {
        await desk.apart(id, async () => {
          const isNamed = whose(await turnsOf(id), talker) === 'named';
          await rewrite(id, isNamed ? withoutAddresses : emptied);
          if (!isNamed) theirs.push(id);
        });
      }
      return theirs;
    },
  };
}

function whose(all: readonly Read[], { emails, caseNumbers }: Talker): Whose {
  const isTheirs = (address: string) => emails.some(email => email.toLowerCase() === address);
  const numbers = all.flatMap(({ memory, turn }) => casesIn(memory, turn));
  const owners = all.map(({ memory }) => ownersIn(memory));
  if (numbers.some(number => caseNumbers.includes(number))) return 'proven';
  if (owners.some(({ proven }) => proven.some(isTheirs))) return 'proven';
  return numbers.length === 0 && owners.some(({ given }) => given.some(isTheirs)) ? 'theirs' : 'named';
}

/** What another build wrote and this one cannot read is erased all the same: it is found by its marks. */
function unreadable({ _id, about = [] }: StoredTurn): Turn {
  const said = { kind: 'arrived' as const, text: about.join(' '), attachments: 0, from: ERASED };
  return { activityId: _id, seq: 0, at: new Date(0), said, replies: [] };
}

function written({ memory, turn }: Pick<Read, 'memory' | 'turn'>): Pick<StoredTurn, 'memory' | 'turn' | 'about'> {
  return { memory: JSON.stringify(memory), turn: JSON.stringify(turn), about: aboutOf(memory, turn) };
}

/** As many messages as before, at their places: clients go on reading from where they are. */
function emptied({ turn }: Pick<Read, 'memory' | 'turn'>): Pick<Read, 'memory' | 'turn'> {
  const { activityId, seq, at, said, replies } = turn;
  const { kind, clientId } = said;
  return {
    memory: { ...freshMemory(), greeted: true },
    turn: {
      ...{ activityId, seq, at },
      said: { kind, text: kind === 'message' ? ERASED : '', attachments: 0, from: ERASED, clientId },
      replies: replies.map(() => ({ text: ERASED })),
    },
  };
}

function linesOf({ turn }: Read): SaidLine[] {
  const { at, said, caughtUp = [], replies } = turn;
  const own = [...caughtUp, ...(said.kind === 'message' ? [said.text] : [])];
  return [
    ...own.map((text): SaidLine => ({ at, by: 'person', text })),
    ...replies.map(({ text }): SaidLine => ({ at, by: 'desk', text: plain(text) })),
  ];
}
