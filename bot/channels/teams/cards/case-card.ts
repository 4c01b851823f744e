/** A case as staff see it: whose it is, what is wrong, which returns it has, and what happened. */
import { dateIn } from '../../../../services/calendar.ts';
import { type Case, isUnderWay } from '../../../../services/cases/case.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import type { CardTexts } from '../texts-cards.ts';
import { historyLines } from './history.ts';
import { itemLines } from './item-lines.ts';
import { folds, type Head, head, said, section } from './parts.ts';
import { addressLines, contactLines } from './people-lines.ts';
import { fileLines } from './return-card.ts';
import { cut, type Dates, datesOf, fitting, type Shown } from './shown.ts';

export function caseCard(one: Case, of: Shown): AdaptiveCard {
  const texts = of.texts.cards;
  const dates = datesOf(of);
  const state = texts.caseState[one.status];
  const underWay = one.rmas.filter(rma => isUnderWay(rma, dates.today)).length;
  const due = one.status !== 'open' ? [] : [underWay > 0 ? texts.waitsFor(underWay) : texts.noReturn];
  const title = texts.case(one._id);
  const opened = dates.day(dateIn(of.terms.timeZone, one.createdAt));
  const spoken = [of.banner, `${title}: ${state}.`, ...due.map(line => `${line}.`)].filter(Boolean).join(' ');
  return fitting(of, `${title}: ${state}`, spoken, room => {
    const { first, rest } = itemLines(one.items, { texts, dates, room, isReturn: false });
    const assignee = of.assignee === undefined ? [] : [said(texts.label.assignee, cut(of.assignee, 100))];
    return [
      ...head({
        ...{ title, state, look: LOOK[one.status], banner: of.banner },
        below: `${texts.label.opened}: ${opened}`,
      }),
      ...due.map((line): Element => ({ ...run(line, { weight: 'Bolder' }), spacing: 'Small' })),
      ...assignee,
      ...contactLines(one, texts),
      ...section(first, { separator: true }),
      ...section([...returnLines(one, texts, dates), ...fileLines(of, texts)], { separator: true }),
      ...folds([
        { id: 'items', title: texts.moreItems(one.items.length - first.length / 2), items: rest },
        { id: 'details', title: texts.details, items: detailLines(one, texts) },
        { id: 'history', title: texts.history, items: historyLines(one.events, of, dates, room) },
      ]),
    ];
  });
}

const LOOK: Readonly<Record<Case['status'], Head['look']>> = {
  open: 'Accent',
  solved: 'Good',
  withdrawn: 'Default',
  closed: 'Good',
};
const MOST_RETURNS = 10;

function returnLines({ rmas }: Case, texts: CardTexts, { today, day, far }: Dates): Element[] {
  return rmas.slice(-MOST_RETURNS).map(rma => {
    const state = isUnderWay(rma, today) ? texts.underWay : texts.under[rma.ended?.as ?? 'lapsed'];
    const due =
      isUnderWay(rma, today) && !rma.arrived
        ? ` · ${texts.activeUntil(day(rma.activeUntil), far(rma.activeUntil))}`
        : '';
    return said(texts.rma(rma.number), `${state}${due}`);
  });
}

function detailLines(one: Case, texts: CardTexts): Element[] {
  return [
    ...addressLines(texts.label.shipTo, one.shipTo),
    ...addressLines(texts.label.billing, one.billing),
    said(texts.label.customer, writeNumber(one.customerNumber)),
  ];
}
