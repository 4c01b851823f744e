/** The buttons of a card: what the rules allow now, the next step first, what is rarely wanted behind one of them. */
import type { Hit } from '../../../../services/finding/finding.ts';
import type { Element } from '../../elements.ts';
import type { StaffTexts } from '../texts.ts';
import type { Staff } from '../who.ts';
import { awaitedItems, type Deed, deedsOf, isPress, type When } from './deeds.ts';
import { type Seen, seenOf, subjectOf } from './subject.ts';

/** The one verb, and the one form; which deed it is stands in the data. */
export const MOVE = 'move';
/** A card asks whether it is still right. */
export const FRESH = 'fresh';

/** What every client shows of a row of buttons. */
const ROW = 5;
const RARE: ReadonlySet<Deed> = new Set(['assign', 'estimate-withdrawn', 'extend', 'withdrawn', 'merge']);

/** @param by who reads the card, where that is one person: what is theirs already is not offered to be theirs */
export function actionsFor(
  hit: Hit,
  { texts, when, by }: { texts: StaffTexts; when: When; by?: Pick<Staff, 'id'> | undefined },
): Element[] {
  const seen = seenOf(hit);
  const isTheirs = by !== undefined && subjectOf(hit).assignee?.id === by.id;
  const isRare = (deed: Deed) => RARE.has(deed) || isRareNow(deed, hit);
  const deeds = deedsOf(hit, when).filter(deed => deed !== 'take' || !isTheirs);
  const inOrder = [...deeds.filter(deed => !isRare(deed)), ...deeds.filter(isRare)];
  const buttons = inOrder.map(deed => button(deed, seen, texts.moving.deed(deed, hit)));
  return buttons.length <= ROW
    ? buttons
    : [...buttons.slice(0, ROW - 1), more(texts.moving.more, buttons.slice(ROW - 1))];
}

/** Another box once all has come, and what became of an item before it is repaired. */
function isRareNow(deed: Deed, hit: Hit): boolean {
  if (hit.kind === 'case') return false;
  if (deed === 'received') return awaitedItems(hit.rma).length === 0;
  return deed === 'outcome' && hit.rma.status !== 'repairing';
}

/** Behind one button, in rows of their own. */
function more(title: string, buttons: readonly Element[]): Element {
  const rows = Array.from({ length: Math.ceil(buttons.length / ROW) }, (_, at): Element => {
    return { type: 'ActionSet', actions: buttons.slice(at * ROW, (at + 1) * ROW) };
  });
  return { type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body: rows } };
}

function button(deed: Deed, seen: Seen, title: string): Element {
  const data = { ...seen, do: deed };
  return isPress(deed)
    ? { type: 'Action.Execute', title, verb: MOVE, data }
    : { type: 'Action.Submit', title, data: { ...data, form: MOVE, msteams: { type: 'task/fetch' } } };
}
