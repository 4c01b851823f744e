/** What the buttons of a chat's and a call's card say to the desk. */
import { z } from 'zod';
import type { Element } from '../../elements.ts';

/** The verb and the form of a chat's buttons; which deed it is stands in the data. */
export const TALK = 'talk';
export const CALL = 'call';

export const Talking = z.object({ id: z.string().max(100), do: z.enum(['accept', 'back', 'transfer', 'close']) });
export type Talking = z.infer<typeof Talking>;

export const Calling = z.object({ id: z.string().max(100), do: z.enum(['take', 'done', 'look']) });
export type Calling = z.infer<typeof Calling>;

/** At once. */
export function press(title: string, data: Talking): Element {
  return { type: 'Action.Execute', title, verb: TALK, data };
}

/** With something to fill in. */
export function fill(title: string, data: Talking): Element {
  return { type: 'Action.Submit', title, data: { ...data, form: TALK, msteams: { type: 'task/fetch' } } };
}

export function call(title: string, data: Calling): Element {
  return { type: 'Action.Execute', title, verb: CALL, data };
}
