/** The items of a return, each with what has become of it. */

import { isHere } from '../../services/returns/receipt.ts';
import type { Rma, RmaItem } from '../../services/returns/rma.ts';
import type { Texts } from '../texts/en.ts';

type StatusTexts = Texts['status'];

/** Units of one model are told apart by the end of their serial numbers. */
const SERIAL_END = 4;

export function nameOf(texts: StatusTexts, { items }: Pick<Rma, 'items'>, item: RmaItem): string {
  const isTwin = items.filter(({ model }) => model === item.model).length > 1;
  return texts.item(item.model, isTwin ? item.serial?.value.slice(-SERIAL_END) : undefined);
}

export function namesOf(texts: StatusTexts, rma: Pick<Rma, 'items'>, which: (item: RmaItem) => boolean): string[] {
  return rma.items.filter(which).map(item => nameOf(texts, rma, item));
}

/** Item by item, where there are several or one of them has a story of its own. */
export function itemLines(texts: StatusTexts, rma: Rma): { label: string; value: string }[] {
  const hasStory = ({ receipt, disposition, firmwareChanged }: RmaItem) =>
    (receipt && receipt.state !== 'intact') || disposition !== undefined || firmwareChanged !== undefined;
  if (rma.items.length < 2 && !rma.items.some(hasStory)) return [];
  return rma.items.map(item => ({ label: nameOf(texts, rma, item), value: stateOf(texts, rma, item) }));
}

function stateOf(texts: StatusTexts, { status }: Rma, item: RmaItem): string {
  const { receipt, disposition, firmwareChanged } = item;
  const arrival = texts.itemState[receipt?.state ?? (status === 'issued' ? 'issued' : 'expected')];
  const outcome = isHere(item) && disposition ? texts.disposition[disposition] : arrival;
  return [outcome, firmwareChanged && texts.firmware(firmwareChanged.to)].filter(Boolean).join(', ');
}
