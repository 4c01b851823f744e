/** Draws the cards of cases and returns with what they show beside them: who did what by name, and the case's photos. */
import type { Attachments } from '../../../../services/attachments/attachments.ts';
import type { Case } from '../../../../services/cases/case.ts';
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
  /** By actor: the names of the staff in these events. */
  namesIn(events: readonly Event[]): Promise<ReadonlyMap<string, string>>;
  ofReturn(rma: Rma, at: Shown['at'], dress?: Dress): Promise<AdaptiveCard>;
  ofCase(one: Case, at: Shown['at'], dress?: Dress): Promise<AdaptiveCard>;
  of(hit: Hit, at: Shown['at'], dress?: Dress): Promise<AdaptiveCard>;
}

export interface CardsDependencies {
  texts: StaffTexts;
  terms: ReturnTerms;
  people: Pick<People, 'find'>;
  attachments: Pick<Attachments, 'listOf'>;
  /** The address at which a file can be opened for a while; without it files are named only. */
  fileLink?: ((id: string, now: Date) => string) | undefined;
  now: () => Date;
}

export function createCards(deps: CardsDependencies): Cards {
  const { texts, terms, people, attachments, fileLink, now } = deps;

  async function namesIn(events: readonly Event[]): Promise<ReadonlyMap<string, string>> {
    const actors = [...new Set(events.map(({ actor }) => actor))].filter(actor => actor.startsWith('staff:'));
    const found = await Promise.all(
      actors.map(async actor => [actor, (await people.find(actor.slice('staff:'.length)))?.name] as const),
    );
    return new Map(found.flatMap(([actor, name]) => (name ? [[actor, name] as const] : [])));
  }

  async function filesOf(caseNumber: string): Promise<ShownFile[]> {
    const files = await attachments.listOf(caseNumber);
    return files.map(({ id, name }) => ({ name, url: fileLink?.(id, now()) }));
  }

  async function around(events: readonly Event[], caseNumber: string, at: Shown['at'], dress: Dress): Promise<Shown> {
    const [names, files] = await Promise.all([namesIn(events), filesOf(caseNumber)]);
    return { ...{ texts, terms, at, now: now(), names, files }, ...dress };
  }

  const cards: Cards = {
    namesIn,
    async ofReturn(rma, at, dress = {}) {
      return returnCard(rma, await around(rma.events, rma.caseNumber, at, dress));
    },
    async ofCase(one, at, dress = {}) {
      return caseCard(one, await around(one.events, one._id, at, dress));
    },
    of: (hit, at, dress) =>
      hit.kind === 'return' ? cards.ofReturn(hit.rma, at, dress) : cards.ofCase(hit.case, at, dress),
  };
  return cards;
}
