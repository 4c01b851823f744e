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

export const filledAt = (filled: Filled, id: string): string | undefined => filled[id] || undefined;

export interface Choice {
  title: string;
  value: string;
}

export function textInput(id: string, label: string, filled: Filled, more: Record<string, unknown> = {}): Element {
  return { type: 'Input.Text', id, label, value: filled[id] ?? '', maxLength: 200, ...more };
}

export const noteInput = (id: string, label: string, filled: Filled, more: Record<string, unknown> = {}): Element =>
  textInput(id, label, filled, { isMultiline: true, maxLength: 1_000, ...more });

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
  return { type: 'Input.Toggle', id, title, value: filled[id] === 'true' ? 'true' : 'false' };
}

/** What belongs to one item, under its name. */
export function group(title: string, inputs: readonly Element[]): Element {
  return { type: 'Container', separator: true, items: [run(title, { weight: 'Bolder' }), ...inputs] };
}
