/** A return as staff see it: where it stands and what is due first, the rest below, what is long folded. */
import { dateIn } from '../../../../services/calendar.ts';
import { writeMoney } from '../../../../services/money.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import { trackingLink } from '../../../../services/returns/carriers.ts';
import { feeOf, totalOf } from '../../../../services/returns/estimate.ts';
import type { Parcel, Rma } from '../../../../services/returns/rma.ts';
import { ENDED, type RmaStatus } from '../../../../services/returns/status.ts';
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import type { CardTexts } from '../texts-cards.ts';
import { dueLines } from './due.ts';
import { historyLines } from './history.ts';
import { itemLines } from './item-lines.ts';
import { folds, type Head, head, linked, said, section } from './parts.ts';
import { addressLines, contactLines } from './people-lines.ts';
import { cut, type Dates, datesOf, fitting, type Shown } from './shown.ts';

export function returnCard(rma: Rma, of: Shown): AdaptiveCard {
  const texts = of.texts.cards;
  const dates = datesOf(of);
  const state = stateOf(rma, texts);
  const due = dueLines(rma, texts, of.terms, dates);
  const reasons = rma.attention.map(reason => texts.attention[reason]);
  const title = texts.rma(rma._id);
  const spoken = [of.banner, `${title}: ${state}.`, ...reasons, ...due.map(line => `${line}.`)];
  return fitting(of, `${title}: ${state}`, spoken.filter(Boolean).join(' '), room => {
    const { first, rest } = itemLines(rma.items, { texts, dates, room, isReturn: true });
    const assignee = of.assignee === undefined ? [] : [said(texts.label.assignee, cut(of.assignee, 100))];
    return [
      ...head({ title, below: texts.ofCase(rma.caseNumber), state, look: LOOK[rma.status], banner: of.banner }),
      ...section(
        reasons.map(reason => run(reason)),
        { style: 'attention', bleed: true },
      ),
      ...due.map((line, at): Element => ({ ...run(line, at === 0 ? { weight: 'Bolder' } : {}), spacing: 'Small' })),
      ...assignee,
      ...contactLines(rma, texts),
      ...section([...first, ...extraLines(rma, texts)], { separator: true }),
      ...section([...parcelLines(rma, texts), ...estimateLines(rma, texts, of), ...fileLines(of, texts)], {
        separator: true,
      }),
      ...folds([
        { id: 'items', title: texts.moreItems(rma.items.length - first.length / 2), items: rest },
        { id: 'details', title: texts.details, items: detailLines(rma, texts, of, dates) },
        { id: 'history', title: texts.history, items: historyLines(rma.events, of, dates, room) },
      ]),
    ];
  });
}

/** Where it stands, in one word or two. */
export function stateOf(rma: Rma, texts: CardTexts): string {
  const isPartly = rma.status === 'received' && rma.items.some(({ receipt }) => receipt === undefined);
  if (isPartly) return texts.inPart;
  const isSent = rma.status === 'issued' && rma.parcels.some(({ direction }) => direction === 'inbound');
  return isSent ? texts.onItsWay : texts.state[rma.status];
}

const LOOK: Readonly<Record<RmaStatus, Head['look']>> = {
  issued: 'Default',
  received: 'Accent',
  diagnosing: 'Accent',
  'estimate-sent': 'Warning',
  authorized: 'Accent',
  'no-charge': 'Accent',
  'declined-return': 'Warning',
  'declined-scrap': 'Warning',
  repairing: 'Accent',
  shipped: 'Good',
  closed: 'Good',
  withdrawn: 'Default',
  lapsed: 'Attention',
};

/** More boxes than a return has. */
const MOST_LISTED = 5;

function parcelLines({ parcels }: Rma, texts: CardTexts): Element[] {
  const line = (label: string, way: Parcel['direction']) => {
    const parts = parcels
      .filter(({ direction }) => direction === way)
      .slice(-MOST_LISTED)
      .map(parcel => ({ text: `${parcel.carrier} ${parcel.tracking}`, url: trackingLink(parcel) }));
    return parts.length > 0 ? [linked(label, parts)] : [];
  };
  return [...line(texts.label.parcelIn, 'inbound'), ...line(texts.label.parcelOut, 'outbound')];
}

/** The latest alone: those before it stand in the history. */
function estimateLines({ estimates, status }: Rma, texts: CardTexts, { at }: Shown): Element[] {
  const last = estimates.at(-1);
  if (!last) return [];
  const money = (amount: number) => writeMoney(amount, last.currency, at.locale);
  const total = `${money(totalOf(last))}, ${texts.estimateState[last.state]}`;
  const fee = last.state === 'open' && !ENDED.includes(status) && feeOf(last) > 0;
  return [said(texts.label.estimate, total), ...(fee ? [said(texts.label.fee, money(feeOf(last)))] : [])];
}

function extraLines({ extras }: Rma, texts: CardTexts): Element[] {
  const told = extras.slice(0, MOST_LISTED).map(({ model, serial }) => (serial ? `${model}, ${serial}` : model));
  return told.length > 0 ? [said(texts.label.extra, told.join('; '))] : [];
}

export function fileLines({ files = [] }: Shown, texts: CardTexts): Element[] {
  const shown = files.slice(0, 2 * MOST_LISTED).map(({ name, url }) => ({ text: cut(name, 40), url }));
  const left = files.length - shown.length;
  const parts = left > 0 ? [...shown, { text: texts.moreItems(left) }] : shown;
  return parts.length > 0 ? [linked(texts.label.files, parts)] : [];
}

function detailLines(rma: Rma, texts: CardTexts, of: Shown, { day }: Dates): Element[] {
  const last = rma.estimates.at(-1);
  const lines = (last?.lines ?? []).slice(0, 2 * MOST_LISTED).map(({ text, amount }) => {
    return said(cut(text, 80), writeMoney(amount, last?.currency ?? '', of.at.locale));
  });
  return [
    ...addressLines(texts.label.shipTo, rma.erasedAt ? undefined : rma.shipTo),
    ...addressLines(texts.label.billing, rma.billing),
    said(texts.label.issued, day(dateIn(of.terms.timeZone, rma.issuedAt))),
    said(texts.label.mails, texts.yesNo(rma.statusEmails)),
    ...(rma.customerNumber ? [said(texts.label.customer, writeNumber(rma.customerNumber))] : []),
    ...lines,
  ];
}
