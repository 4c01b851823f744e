/** What an `Action.Submit` of our cards sends as the activity's `value`, parsed here. */
import { z } from 'zod';
import { FORM_INPUT_IDS, FORM_INPUTS, type FormInput, type FormValues, type Sent } from '../../../dialogs/card.ts';

export type CardValue =
  | { kind: 'sent'; sent: Sent; text: string }
  /** The page has copied a number: nothing is said by that. */
  | { kind: 'copied' }
  | { kind: 'none' };

/** The data of an action; the values of the inputs stand beside it. */
export type ActionData =
  | { caseline: 'contact-form'; key: string; said: string }
  | { caseline: 'summary' | 'estimate'; version: string; said: string }
  | { copy: string };

const word = z.string().min(1).max(100);
/** What the transcript shows in place of the data. */
const said = z.string().trim().min(1).max(200);

const Copied = z.object({ copy: z.string() });
const Action = z.discriminatedUnion('caseline', [
  z.object({ caseline: z.enum(['summary', 'estimate']), version: word, said }),
  z.looseObject({ caseline: z.literal('contact-form'), key: word, said }),
]);

export function readCardValue(value: unknown): CardValue {
  if (Copied.safeParse(value).success) return { kind: 'copied' };
  const read = Action.safeParse(value);
  if (!read.success) return { kind: 'none' };
  const action = read.data;
  const text = action.said;
  if (action.caseline === 'contact-form') {
    return { kind: 'sent', text, sent: { kind: 'contact-form', key: action.key, values: valuesOf(action) } };
  }
  return { kind: 'sent', text, sent: { kind: action.caseline, version: action.version } };
}

/** Only the inputs that the form has, each cut to what it takes. */
function valuesOf(sent: Record<string, unknown>): FormValues {
  const typed = FORM_INPUT_IDS.flatMap((id): [FormInput, string][] => {
    const value = sent[id];
    return typeof value === 'string' ? [[id, value.slice(0, FORM_INPUTS[id])]] : [];
  });
  return Object.fromEntries(typed);
}
