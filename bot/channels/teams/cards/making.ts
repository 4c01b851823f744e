/** Draws the cards of cases and returns with what they show beside them: who did what by name, and the case's photos. */
import type { Attachments } from '../../../../services/attachments/attachments.ts';
import type { Case } from '../../../../services/cases/case.ts';
import type { Cases } from '../../../../services/cases/cases.ts';
import { numbersOf } from '../../../../services/cases/numbers-of.ts';
import type { Event } from '../../../../services/event.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import type { People } from '../../../../services/staff/people.ts';
import type { AdaptiveCard } from '../../elements.ts';
import type { StaffTexts } from '../texts.ts';
import { caseCard } from './case-card.ts';
import { returnCard } from './return-card.ts';
import type { Shown, ShownFile } from './shown.ts';

/** What whoever asks for a card puts on it. */
export type Dress = Pick<Shown, 'banner' | 'actions' | 'refresh' | 'assignee'>;

export interface Cards {
  /** By actor: the names of the staff in these events, and of those whose something became. */
  namesIn(events: readonly Event[]): Promise<ReadonlyMap<string, string>>;
  ofReturn(rma: Rma, at: Shown['at'], dress?: Dress): Promise<AdaptiveCard>;
  ofCase(one: Case, at: Shown['at'], dress?: Dress): Promise<AdaptiveCard>;
  of(hit: Hit, at: Shown['at'], dress?: Dress): Promise<AdaptiveCard>;
}

export interface CardsDependencies {
  texts: StaffTexts;
  terms: ReturnTerms;
  people: Pick<People, 'find'>;
  cases: Pick<Cases, 'find' | 'itself'>;
  attachments: Pick<Attachments, 'listOf'>;
  /** The address at which a file can be opened for a while; without it files are named only. */
  fileLink?: ((id: string, now: Date) => string) | undefined;
  now: () => Date;
}

export function createCards(deps: CardsDependencies): Cards {
  const { texts, terms, people, cases, attachments, fileLink, now } = deps;

  async function namesIn(events: readonly Event[]): Promise<ReadonlyMap<string, string>> {
    const named = events.flatMap(({ actor, kind, data }) => [
      actor,
      kind === 'assigned' ? `staff:${data?.['to']}` : '',
    ]);
    const actors = [...new Set(named)].filter(actor => actor.startsWith('staff:'));
    const found = await Promise.all(
      actors.map(async actor => [actor, (await people.find(actor.slice('staff:'.length)))?.name] as const),
    );
    return new Map(found.flatMap(([actor, name]) => (name ? [[actor, name] as const] : [])));
  }

  async function filesOf(one: Case | undefined): Promise<ShownFile[]> {
    const files = one ? await attachments.listOf(...numbersOf(one)) : [];
    return files.map(({ id, name }) => ({ name, url: fileLink?.(id, now()) }));
  }

  /** With what happened to its duplicates while they were cases of their own. */
  async function wholeOf(one: Case): Promise<Case> {
    const duplicates = await Promise.all((one.mergedFrom ?? []).map(cases.itself));
    const before = duplicates.flatMap(each => each?.events ?? []).filter(({ kind }) => kind !== 'merged');
    const events = [...before, ...one.events];
    return { ...one, events: events.sort((first, second) => first.at.getTime() - second.at.getTime()) };
  }

  async function around(
    events: readonly Event[],
    one: Case | undefined,
    at: Shown['at'],
    dress: Dress,
  ): Promise<Shown> {
    const [names, files] = await Promise.all([namesIn(events), filesOf(one)]);
    return { ...{ texts, terms, at, now: now(), names, files }, ...dress };
  }

  const cards: Cards = {
    namesIn,
    async ofReturn(rma, at, dress = {}) {
      return returnCard(rma, await around(rma.events, await cases.find(rma.caseNumber), at, dress));
    },
    async ofCase(one, at, dress = {}) {
      const whole = await wholeOf(one);
      return caseCard(whole, await around(whole.events, one, at, dress));
    },
    of: (hit, at, dress) =>
      hit.kind === 'return' ? cards.ofReturn(hit.rma, at, dress) : cards.ofCase(hit.case, at, dress),
  };
  return cards;
}
