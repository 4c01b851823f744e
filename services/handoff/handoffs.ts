/**
 * From a customer's wish for a person to the end of that talk. Every step is one change of one document, in which what
 * the two sides have yet to hear is written along: of two colleagues who take a chat at once one gets it, and what was
 * said is neither lost nor heard twice, whichever process ends in between.
 */
import type { KeptFile } from '../attachments/attachments.ts';
import { changeDocument, isDone } from '../changing.ts';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';
import { type Colleague, Handoff, type Outcome, type Post } from './handoff.ts';
import { EVER, fresh, type NewLine, type NoticesOf, type Request, type Step, writing } from './steps.ts';

/** Words and files of one of the two; `key` is that of the message. */
export interface Words {
  key: string;
  text: string;
  files?: readonly KeptFile[] | undefined;
}

export type Accepted =
  | { kind: 'yours'; handoff: Handoff }
  /** A colleague has it. */
  | { kind: 'taken'; handoff: Handoff; by: Colleague }
  /** Whoever wants it talks to another customer. */
  | { kind: 'busy'; with: Handoff }
  | { kind: 'over'; handoff: Handoff }
  | { kind: 'unknown' };

/** What has come of a wish of whoever talks. */
export type Done = { kind: 'done'; handoff: Handoff } | { kind: 'not-yours' };

export interface Handoffs {
  /** Waits from now on; one that is under way already goes on. Rejects where the store is away. */
  ask(request: Request): Promise<Handoff>;
  /** The customer has said something: `over` where nobody listens any more. */
  heard(id: string, words: Words): Promise<'waiting' | 'talking' | 'over'>;
  /** The customer does not want to wait, or to talk, any longer. */
  leave(id: string, key: string): Promise<void>;
  /** Whoever of the staff takes it, or takes over where they were asked to. */
  accept(id: string, staff: Colleague, key: string): Promise<Accepted>;
  /** What whoever talks says to their customer. */
  say(staff: string, words: Words): Promise<Done>;
  /** Asks a colleague to take over; whoever talks goes on until they do. */
  offer(staff: string, to: Colleague, key: string): Promise<Done>;
  handBack(staff: string, key: string): Promise<Done>;
  close(staff: string, note: string | undefined, key: string): Promise<Done>;
  /** The phone has rung, or another hub tells how it ended there. */
  rang(id: string, outcome: 'picked-up' | 'missed' | 'closed', key: string): Promise<void>;
  /** Somebody in another hub talks from now on. */
  joined(id: string, name: string, key: string): Promise<void>;
  /** Whoever talks cannot be reached in Teams any more. */
  lose(id: string, staff: string): Promise<void>;
  /** Does what is due by now. */
  expire(id: string): Promise<void>;
  find(id: string): Promise<Handoff | undefined>;
  /** The customer's that is not over yet. */
  openOf(channel: string, conversation: string): Promise<Handoff | undefined>;
  /** The one whom somebody of the staff is talking to. */
  talkOf(staff: string): Promise<Handoff | undefined>;
  /** A message about it stands in a room from now on. */
  posted(id: string, post: Post): Promise<void>;
  /** Those of which something is due, the longest overdue first. */
  due(most: number): Promise<Handoff[]>;
  nextDue(): Promise<Date | undefined>;
  /** Calls back with the id of each that has something to carry. Returns the way to stop that. */
  onLines(listener: (id: string) => void): () => void;
}

export const handoffIndexes: Index[] = [
  { collection: 'handoffs', key: { requestKey: 1 }, unique: true },
  { collection: 'handoffs', key: { open: 1 }, unique: true },
  { collection: 'handoffs', key: { talking: 1 }, unique: true },
  { collection: 'handoffs', key: { dueAt: 1 } },
  { collection: 'handoffs', key: { linesAt: 1 } },
  { collection: 'handoffs', key: { noticesAt: 1 } },
  { collection: 'handoffs', key: { about: 1 } },
  { collection: 'handoffs', key: { removeAt: 1 }, expires: true },
];

/** So long a colleague has who is asked to take over. */
const OFFER_MS = 2 * 60_000;
/** A chat in which neither says a word is over, and the desk answers again. */
const IDLE_MS = 30 * 60_000;
const CLOCK = 'clock';
/** Whoever talks in another hub has no id here. */
const HUB = 'hub';

export function createHandoffs(deps: {
  store: Store;
  drawId: () => string;
  now: () => Date;
  /** Business systems are told of each stage. */
  hooks?: boolean;
}): Handoffs {
  const { now, drawId } = deps;
  const handoffs = deps.store.collection<Handoff>('handoffs');
  const listeners = new Set<(id: string) => void>();

  const tell = (id: string) => {
    for (const listener of listeners) listener(id);
  };

  const noticesOf: NoticesOf = ({ _id, version }, kind, state) => {
    if (!deps.hooks) return [];
    return [{ id: `${_id}:${version}:0`, at: now(), kind, hook: true, status: state }];
  };

  async function one(filter: Readonly<Record<string, unknown>>): Promise<Handoff | undefined> {
    const found = await handoffs.findOne(filter);
    return found ? Handoff.parse(found) : undefined;
  }

  const find = (id: string) => one({ _id: id });
  const talkOf = (staff: string) => one({ talking: staff });

  /**
   * @param decide what changes and who hears of it; a string, where nothing does
   */
  async function change<O extends string>(
    id: string,
    by: { actor: string; key: string },
    decide: (before: Handoff) => Step | O,
  ): Promise<{ kind: 'changed' | 'again'; after: Handoff } | { kind: 'kept'; as: Handoff; because: O } | undefined> {
    const at = now();
    const outcome = await changeDocument<Handoff, O | 'again'>(
      handoffs,
      () => find(id),
      before => {
        if (isDone(before, by)) return { kind: 'keep', because: 'again' };
        const decision = decide(before);
        if (typeof decision === 'string') return { kind: 'keep', because: decision };
        return writing(before, decision, { at, ...by, noticesOf });
      },
    );
    if (outcome.kind === 'unknown') return undefined;
    if (outcome.kind === 'changed') {
      tell(id);
      return { kind: 'changed', after: Handoff.parse(outcome.after) };
    }
    const { as, because } = outcome;
    return because === 'again' ? { kind: 'again', after: as } : { kind: 'kept', as, because };
  }

  /** Whoever talks does something with their customer. */
  async function byTalker(staff: string, key: string, decide: (before: Handoff) => Step): Promise<Done> {
    const talk = await talkOf(staff);
    const changed =
      talk &&
      (await change(talk._id, { actor: actorOf(staff), key }, before =>
        before.talking === staff ? decide(before) : 'not-yours',
      ));
    return changed && 'after' in changed ? { kind: 'done', handoff: changed.after } : { kind: 'not-yours' };
  }

  function ended(before: Handoff, outcome: Outcome, more: Partial<Handoff> = {}) {
    const { staff, offer } = before;
    const over = { kind: 'over' as const, outcome, ...(staff && { name: staff.name }) };
    const isByCustomer = outcome === 'left' || outcome === 'withdrawn';
    const lines: NewLine[] = [
      ...(isByCustomer || before.medium !== 'chat' ? [] : [{ to: 'customer' as const, ...over }]),
      ...(before.state === 'talking' && staff ? [{ to: 'staff' as const, staff: staff.id, ...over }] : []),
      ...(offer ? [{ to: 'staff' as const, staff: offer.to.id, ...over }] : []),
      { to: 'rooms', kind: 'changed' },
    ];
    const gone = { open: undefined, talking: undefined, offer: undefined, dueAt: undefined };
    return { kind: outcome, set: { state: 'ended' as const, outcome, endedAt: now(), ...gone, ...more }, lines };
  }

  const idleAt = () => new Date(now().getTime() + IDLE_MS);

  return {
    async ask(request) {
      const asked = fresh(request, drawId(), now(), noticesOf);
      try {
        await handoffs.insertOne(asked);
        tell(asked._id);
        return asked;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const before = (await one({ requestKey: asked.requestKey })) ?? (await one({ open: asked.open }));
      // It ended in this very moment.
      if (!before) throw new Error('a hand-off was over while it was asked for again');
      return before;
    },

    async heard(id, { key, text, files }) {
      const outcome = await change(id, { actor: 'customer', key }, before => {
        if (before.state !== 'talking' || !before.staff || before.medium !== 'chat') return before.state;
        const said = { to: 'staff' as const, staff: before.staff.id, kind: 'said' as const, text };
        return {
          kind: 'said',
          set: { dueAt: soonest(before, idleAt()) },
          lines: [{ ...said, ...(files?.length && { files: [...files] }) }],
        };
      });
      if (!outcome) return 'over';
      if (outcome.kind !== 'kept') return 'talking';
      return outcome.because === 'waiting' || outcome.because === 'talking' ? outcome.because : 'over';
    },

    async leave(id, key) {
      await change(id, { actor: 'customer', key }, before =>
        before.state === 'ended' ? 'over' : ended(before, before.state === 'waiting' ? 'withdrawn' : 'left'),
      );
    },

    async accept(id, staff, key) {
      try {
        const outcome = await change(id, { actor: actorOf(staff.id), key }, before => {
          if (before.state === 'ended' || before.medium !== 'chat') return 'over';
          if (before.talking === staff.id) return 'yours';
          const isOffered = before.offer?.to.id === staff.id;
          if (before.state === 'talking' && !isOffered) return 'taken';
          const joined = { name: staff.name };
          const former = before.staff;
          return {
            kind: 'accepted',
            set: {
              ...{ state: 'talking' as const, staff, talking: staff.id, since: now(), offer: undefined },
              dueAt: idleAt(),
            },
            lines: [
              { to: 'staff', staff: staff.id, kind: 'joined' },
              { to: 'customer', kind: former ? 'moved' : 'joined', ...joined },
              ...(former ? [{ to: 'staff' as const, staff: former.id, kind: 'moved' as const, ...joined }] : []),
              { to: 'rooms', kind: 'changed' },
            ],
          };
        });
        if (!outcome) return { kind: 'unknown' };
        const handoff = 'after' in outcome ? outcome.after : outcome.as;
        if (handoff.talking === staff.id) return { kind: 'yours', handoff };
        if (handoff.state === 'ended' || !handoff.staff) return { kind: 'over', handoff };
        return { kind: 'taken', handoff, by: handoff.staff };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const other = await talkOf(staff.id);
        // It ended in this very moment.
        if (!other) throw error;
        return { kind: 'busy', with: other };
      }
    },

    say(staff, { key, text, files }) {
      return byTalker(staff, key, before => ({
        kind: 'answered',
        set: { dueAt: soonest(before, idleAt()) },
        lines: [
          {
            ...{ to: 'customer', kind: 'said', text, name: before.staff?.name ?? '' },
            ...(files?.length && { files: [...files] }),
          },
        ],
      }));
    },

    offer(staff, to, key) {
      return byTalker(staff, key, before => {
        const until = new Date(now().getTime() + OFFER_MS);
        const asked = { to: 'staff' as const, staff: to.id, kind: 'asked' as const, name: before.staff?.name ?? '' };
        return { kind: 'offered', set: { offer: { to, until }, dueAt: until }, lines: [asked] };
      });
    },

    handBack: (staff, key) => byTalker(staff, key, before => ended(before, 'handed-back')),

    close: (staff, note, key) => byTalker(staff, key, before => ended(before, 'closed', note ? { note } : {})),

    async rang(id, outcome, key) {
      await change(id, { actor: 'customer', key }, before =>
        before.state === 'ended' || before.medium === 'chat' ? 'over' : ended(before, outcome),
      );
    },

    async joined(id, name, key) {
      await change(id, { actor: 'hub', key }, before => {
        if (before.state !== 'waiting' || before.medium !== 'hub') return 'over';
        const staff = { id: HUB, name };
        return {
          kind: 'accepted',
          set: { state: 'talking', staff, since: now() },
          lines: [{ to: 'rooms', kind: 'changed' }],
        };
      });
    },

    async lose(id, staff) {
      await change(id, { actor: CLOCK, key: `lost:${staff}` }, before =>
        before.talking === staff ? ended(before, 'lost') : 'over',
      );
    },

    async expire(id) {
      const at = now();
      const before = await find(id);
      if (!before?.dueAt || before.dueAt > at) return;
      await change(id, { actor: CLOCK, key: `due:${before.version}` }, one => {
        if (!one.dueAt || one.dueAt > at) return 'not-due';
        if (one.state === 'waiting') return ended(one, 'missed');
        const { offer } = one;
        if (!offer || offer.until > at) return ended(one, 'idle');
        const kept = { to: 'staff' as const, kind: 'kept' as const, name: offer.to.name };
        return {
          kind: 'kept',
          set: { offer: undefined, dueAt: idleAt() },
          lines: [
            { ...kept, ...(one.staff && { staff: one.staff.id }) },
            { ...kept, staff: offer.to.id },
          ],
        };
      });
    },

    find,
    openOf: (channel, conversation) => one({ open: `${channel}:${conversation}` }),
    talkOf,

    async posted(id, post) {
      await handoffs.updateOne({ _id: id }, { $push: { posts: { $each: [post] } } });
    },

    async due(most) {
      const filter = { dueAt: { $gt: EVER, $lte: now() } };
      const found = await handoffs.find(filter, { sort: { dueAt: 1 }, limit: most }).toArray();
      return found.map(stored => Handoff.parse(stored));
    },

    async nextDue() {
      const [first] = await handoffs.find({ dueAt: { $gt: EVER } }, { sort: { dueAt: 1 }, limit: 1 }).toArray();
      return first?.dueAt;
    },

    onLines(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const actorOf = (staff: string) => `staff:${staff}`;

/** A colleague is asked, or both are silent: whichever is first. */
function soonest({ offer }: Handoff, idle: Date): Date {
  return offer && offer.until < idle ? offer.until : idle;
}
