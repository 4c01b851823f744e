/** The form for a case of somebody who called: what was typed stands in it again where something is not right yet. */
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import type { Fault, Filled, FilledField } from './draft.ts';
import type { OnBehalfTexts } from './texts.ts';

export const FORM = 'open-case';

/** What travels with the form's buttons: the request that all tries at this case are (R23). Not `key`: a client's own. */
export interface FormData {
  form: typeof FORM;
  request: string;
}

const TEXTS: readonly FilledField[] = ['name', 'email', 'phone', 'company', 'model', 'serial'];
const LONG: readonly FilledField[] = ['problem', 'billing', 'shipTo'];
const TICKS: readonly FilledField[] = ['troubleshot', 'rma', 'expedited', 'statusEmails'];
const REQUIRED: readonly FilledField[] = ['name', 'email', 'model', 'problem'];
const LONGEST: Partial<Record<FilledField, number>> = { problem: 2_000, billing: 500, shipTo: 500 };

export function formCard(
  { filled, faults, request }: { filled: Partial<Filled>; faults: readonly Fault[]; request: string },
  texts: OnBehalfTexts,
): AdaptiveCard {
  const input = (id: FilledField): Element => ({
    type: 'Input.Text',
    id,
    label: texts.label(id),
    value: filled[id] ?? '',
    maxLength: LONGEST[id] ?? 254,
    ...(LONG.includes(id) && { isMultiline: true }),
    ...(texts.hints[id] && { placeholder: texts.hints[id] }),
    // Teams shows this by the field itself; what it lets through is checked all the same.
    ...(REQUIRED.includes(id) && { isRequired: true, errorMessage: texts.fault({ field: id, why: 'missing' }) }),
  });
  const tick = (id: FilledField): Element => ({
    type: 'Input.Toggle',
    id,
    title: texts.label(id),
    value: String(filled[id] === true),
  });
  return {
    ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
    speak: texts.formTitle,
    fallbackText: texts.formTitle,
    body: [
      ...faults.map(fault => run(texts.fault(fault), { color: 'Attention' })),
      ...TEXTS.map(input),
      ...LONG.map(input),
      { type: 'Input.Date', id: 'since', label: texts.label('since'), value: filled.since ?? '' },
      ...TICKS.map(tick),
    ],
    actions: [{ type: 'Action.Submit', title: texts.open, data: { form: FORM, request } satisfies FormData }],
  };
}

/** What was understood of one message, with the way to the form. */
export function understoodCard(filled: Filled, request: string, texts: OnBehalfTexts): AdaptiveCard {
  const told = Object.entries(filled).filter(([, value]) => value !== '' && value !== false);
  const fact = ([field, value]: [string, string | boolean]): Element =>
    run(`${texts.label(field as FilledField)}${value === true ? '' : `: ${value}`}`);
  return {
    ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
    speak: texts.formTitle,
    fallbackText: texts.formTitle,
    body: [
      run(texts.formTitle, { weight: 'Bolder', size: 'Medium' }),
      ...(told.length > 0 ? [run(texts.understood, { isSubtle: true }), ...told.map(fact)] : []),
    ],
    actions: [
      {
        type: 'Action.Submit',
        title: texts.checkIt,
        data: { form: FORM, request, filled, msteams: { type: 'task/fetch' } },
      },
    ],
  };
}
