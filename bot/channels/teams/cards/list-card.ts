/** What was found, up to ten rows a page; each row opens its card. */
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import type { StaffTexts } from '../texts.ts';
import { small } from './parts.ts';
import type { Row } from './row.ts';

export const ROWS = 10;

export interface ListCard {
  title: string;
  rows: readonly Row[];
  /** The data of the buttons' verb `page`; absent where there is no such page. */
  next?: object | undefined;
  back?: object | undefined;
  /** The verb behind the two. */
  verb?: string;
}

/** A row is pressed with the verb `open` and its `number`. */
export function listCard({ title, rows, next, back, verb = 'page' }: ListCard, texts: StaffTexts): AdaptiveCard {
  const { cards } = texts;
  const turn = (title: string, data: object | undefined): Element[] =>
    data ? [{ type: 'Action.Execute', title, verb, data: { ...data } }] : [];
  const actions = [...turn(cards.back, back), ...turn(cards.next, next)];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    speak: [title, ...rows.slice(0, ROWS).map(row => `${row.title}: ${row.state}.`)].join(' '),
    fallbackText: title,
    body: [run(title, { weight: 'Bolder', size: 'Medium' }), ...rows.slice(0, ROWS).map(row => rowLine(row, texts))],
    ...(actions.length > 0 && { actions }),
  };
}

function rowLine({ number, title, state, about }: Row, { cards }: StaffTexts): Element {
  return {
    type: 'ColumnSet',
    separator: true,
    selectAction: { type: 'Action.Execute', title: `${cards.open} ${title}`, verb: 'open', data: { number } },
    columns: [
      { type: 'Column', width: 'stretch', items: [run(title, { weight: 'Bolder', color: 'Accent' }), small(about)] },
      { type: 'Column', width: 'auto', items: [run(state)] },
    ],
  };
}
