/** What a form is made of, and what was filled in. */
import { z } from 'zod';
import { type Element, run } from '../../elements.ts';

/** By the input's id, as typed. */
export type Filled = Readonly<Record<string, string>>;

const LONGEST = 2_000;
const MOST = 300;

/** Whatever a client sends beside the form's own data: texts, capped; ticks and numbers as texts. */
export const FilledIn = z.looseObject({}).transform((data): Filled => {
  const entries = Object.entries(data).slice(0, MOST);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value).trim().slice(0, LONGEST)]] : [],
    ),
  );
});

/** Signs of a note, and of one on an item. */
export const NOTE = 1_000;
export const ITEM_NOTE = 300;

/** At most so many signs of it: a client may not keep to what a field takes. */
export function filledAt(filled: Filled, id: string, most = 200): string | undefined {
  return filled[id]?.slice(0, most).trim() || undefined;
}

export const noteIn = (filled: Filled): string | undefined => filledAt(filled, 'note', NOTE);

export const isTicked = (filled: Filled, id: string): boolean => filled[id] === 'true';

export interface Choice {
  title: string;
  value: string;
}

export function textInput(id: string, label: string, filled: Filled, more: Record<string, unknown> = {}): Element {
  return { type: 'Input.Text', id, label, value: filled[id] ?? '', maxLength: 200, ...more };
}

export const noteInput = (id: string, label: string, filled: Filled, more: Record<string, unknown> = {}): Element =>
  textInput(id, label, filled, { isMultiline: true, maxLength: NOTE, ...more });

export function choiceInput(
  id: string,
  label: string,
  choices: readonly Choice[],
  filled: Filled,
  more: Record<string, unknown> = {},
): Element {
  return { type: 'Input.ChoiceSet', id, label, choices, value: filled[id] ?? '', ...more };
}

export function dateInput(id: string, label: string, filled: Filled, more: Record<string, unknown> = {}): Element {
  return { type: 'Input.Date', id, label, value: filled[id] ?? '', ...more };
}

export function tickInput(id: string, title: string, filled: Filled): Element {
  return { type: 'Input.Toggle', id, title, value: `${isTicked(filled, id)}` };
}

/** In one line where there is room; `widths` are parts of it. */
export function sideBySide(inputs: readonly Element[], widths: readonly number[]): Element {
  const columns = inputs.map((input, at) => ({ type: 'Column', width: widths[at] ?? 1, items: [input] }));
  return { type: 'ColumnSet', columns };
}

/** What belongs to one item, under its name. */
export function group(title: string, inputs: readonly Element[]): Element {
  return { type: 'Container', separator: true, items: [run(title, { weight: 'Bolder' }), ...inputs] };
}
