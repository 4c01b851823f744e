/**
 * Keeps cards right: what can be done stands on them, and whatever changes a case or a return, its messages in Teams are
 * written anew for everybody. Should that be lost, a card asks by itself when it is opened.
 */
import type { Changes } from '../../../../services/changes.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { Card, Cards as KnownCards } from '../../../../services/staff/cards.ts';
import type { Present } from '../../../../services/staff/present.ts';
import { createKeyedQueue } from '../../../keyed-queue.ts';
import type { Log } from '../../../log.ts';
import { type AdaptiveCard, run } from '../../elements.ts';
import { roomOf } from '../activity.ts';
import type { Cards, Dress } from '../cards/making.ts';
import { rowOf } from '../cards/row.ts';
import type { At } from '../feature.ts';
import type { Sender } from '../sender.ts';
import type { StaffTexts } from '../texts.ts';
import type { Staff } from '../who.ts';
import { actionsFor, FRESH } from './buttons.ts';
import { isReturn, type Look, subjectOf } from './subject.ts';

export interface ShowingDependencies {
  look: Look;
  cards: Cards;
  known: KnownCards;
  present: Pick<Present, 'in'>;
  sender: Pick<Sender, 'update'>;
  texts: StaffTexts;
  terms: ReturnTerms;
  now: () => Date;
  log: Pick<Log, 'warn'>;
}

export interface Showing {
  /** What a card of it wears, for somebody in a room. */
  dress(hit: Hit, at: Pick<At, 'staff' | 'room'>, banner?: string): Promise<Dress>;
  /** For whoever pressed something. */
  card(hit: Hit, at: Pick<At, 'staff' | 'room'>, banner?: string): Promise<AdaptiveCard>;
  /** That message shows it from now on. */
  note(number: string, at: Pick<At, 'staff' | 'room' | 'isPersonal'>, message: string): Promise<void>;
  /** Writes its messages anew, whenever it changes. Returns the way to stop that. */
  follow(changes: Pick<Changes, 'on'>): () => void;
  /** Resolves once everything is as right as it can be made. */
  idle(): Promise<void>;
}

export function createShowing(deps: ShowingDependencies): Showing {
  const { look, cards, known, present, sender, texts, terms, now, log } = deps;
  const queue = createKeyedQueue();
  /** Those whose turn has not come yet: they will be read as they are then, so once is enough. */
  const waiting = new Set<string>();

  async function dressed(
    hit: Hit,
    by: Pick<Staff, 'id'> | undefined,
    conversation: string,
    banner?: string,
  ): Promise<Dress> {
    const { number, assignee } = subjectOf(hit);
    const when = { now: now(), timeZone: terms.timeZone };
    const userIds = await present.in(roomOf({ conversation: { id: conversation } }));
    return {
      actions: actionsFor(hit, { texts, when, by }),
      refresh: {
        action: { type: 'Action.Execute', title: texts.cards.open, verb: FRESH, data: { n: number } },
        ...(userIds.length > 0 && { userIds }),
      },
      assignee: assignee?.name,
      banner,
    };
  }

  /** Of what is gone, only that it is. */
  function goneCard(number: string): AdaptiveCard {
    const text = texts.moving.gone(number);
    return {
      ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
      ...{ speak: text, fallbackText: text, body: [run(text)] },
    };
  }

  async function update(card: Card, hit: Hit | undefined): Promise<void> {
    const { conversation, serviceUrl, message, of, reader } = card;
    const shown = hit ? await cards.of(hit, reader ?? {}, await dressed(hit, reader, conversation)) : goneCard(of);
    const summary = hit ? rowOf(hit, texts, terms).title : texts.moving.gone(of);
    const done = await sender.update({ serviceUrl, conversation }, message, { card: shown, summary });
    const { number } = hit ? subjectOf(hit) : { number: of };
    if (done.kind === 'gone' || !hit) await known.forget(card);
    // A duplicate: from now on the message shows the case that it is part of.
    else if (number !== of) await known.note({ ...card, of: number });
    if (done.kind === 'failed') log.warn({ err: done.cause }, 'a card in Teams was not put right');
  }

  async function everyone(number: string): Promise<void> {
    waiting.delete(number);
    const shown = await known.of(number);
    const hit = shown.length > 0 || isReturn(number) ? await look(number) : undefined;
    // A case tells how its returns stand.
    if (hit?.kind === 'return') enqueue(hit.rma.caseNumber);
    for (const card of shown) {
      await update(card, hit).catch((err: unknown) => log.warn({ err }, 'a card in Teams was not put right'));
    }
  }

  function enqueue(number: string): void {
    if (waiting.has(number)) return;
    waiting.add(number);
    queue
      .run(number, () => everyone(number))
      .catch((err: unknown) => log.warn({ err }, 'the cards of a case or a return cannot be found'));
  }

  return {
    dress: (hit, { staff, room }, banner) => dressed(hit, staff, room.conversation, banner),
    async card(hit, { staff, room }, banner) {
      return cards.of(hit, staff, await dressed(hit, staff, room.conversation, banner));
    },
    async note(of, { staff, room, isPersonal }, message) {
      const { id, locale, timeZone } = staff;
      const reader = isPersonal ? { id, ...(locale && { locale }), ...(timeZone && { timeZone }) } : undefined;
      await known.note({ of, ...room, message, ...(reader && { reader }) });
    },
    follow: changes => changes.on(enqueue),
    idle: () => queue.idle(),
  };
}
