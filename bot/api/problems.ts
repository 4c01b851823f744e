/** The API's errors (RFC 9457), by their types: a program goes by `type`, a person by `detail`. */
import type { z } from 'zod';
import type { CaseRefusal } from '../../services/cases/change.ts';
import type { Refusal } from '../../services/returns/outcome.ts';
import type { Problem } from '../answer.ts';

export const UNAUTHORIZED: Problem = {
  status: 401,
  title: 'Unauthorized',
  detail: 'An API key is needed, as Authorization: Bearer <key>.',
};
export const AWAY: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'The store does not answer. Nothing is lost: ask again.',
};
export const tooMany = (seconds: number): Problem => ({
  status: 429,
  title: 'Too Many Requests',
  detail: `Too many requests without a valid key came from this network. Try again in ${seconds} seconds.`,
});

/** What of a query or a body is wrong, field by field, with where it stands (RFC 6901). */
export function invalid({ issues }: z.ZodError, where: 'query' | 'body'): Problem {
  const status = where === 'query' ? 400 : 422;
  return {
    status,
    type: `urn:caseline:invalid-${where}`,
    title: where === 'query' ? 'Invalid Query' : 'Invalid Body',
    detail: `${issues.length === 1 ? 'One field is' : `${issues.length} fields are`} not right: see errors.`,
    errors: issues.slice(0, MOST_ERRORS).map(({ path, message }) => {
      return {
        pointer: path.map(step => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
        detail: message,
      };
    }),
  };
}

const MOST_ERRORS = 50;

export const KEY_MISSING: Problem = {
  status: 400,
  type: 'urn:caseline:idempotency-key-missing',
  title: 'Idempotency-Key Missing',
  detail:
    'Send Idempotency-Key with 1 to 100 letters, digits, hyphens or underscores, such as a UUID: the same again after a lost answer, another for another request.',
};
export const KEY_REUSED: Problem = {
  status: 422,
  type: 'urn:caseline:idempotency-key-reused',
  title: 'Idempotency-Key Reused',
  detail: 'This key was sent with another body before. Take a new key for a new request.',
};
export const KEY_BUSY: Problem = {
  status: 409,
  type: 'urn:caseline:idempotency-key-busy',
  title: 'Request Under Way',
  detail: 'A request with this key is being carried out. Ask again in a moment for its answer.',
};
export const CHANGED: Problem = {
  status: 412,
  type: 'urn:caseline:changed-meanwhile',
  title: 'Precondition Failed',
  detail: 'It has been changed since that version. Read it again, and decide anew.',
};

export function unknown(title: string, number: string): Problem {
  return {
    status: 404,
    type: 'urn:caseline:unknown',
    title: 'Not Found',
    detail: `No ${title} has this number.`,
    number,
  };
}

/** Why a return does not change so: the rule, with what would be allowed. */
export function notChanged(why: Refusal | CaseRefusal): Problem {
  if (why.code === 'changed-meanwhile') return CHANGED;
  return {
    status: 409,
    type: `urn:caseline:${why.code}`,
    title: 'Not Possible Now',
    detail: REASONS[why.code](why as never),
    ...facts(why),
  };
}

/** A problem's `status` is that of the answer: the one of the document is `current`. */
function facts({ code: _, ...rest }: Refusal | CaseRefusal): object {
  if (!('status' in rest)) return rest;
  const { status: current, ...others } = rest;
  return { current, ...others };
}

type Why<C> = Extract<Refusal | CaseRefusal, { code: C }>;

const REASONS: { [C in (Refusal | CaseRefusal)['code']]: (why: Why<C>) => string } = {
  'not-allowed': ({ status, wanted, allowed }) =>
    `A return that is ${status} cannot become ${wanted}; ${allowed.length > 0 ? `allowed: ${allowed.join(', ')}` : 'it has ended'}.`,
  'not-now': ({ status, when }) =>
    `This is not possible while a return is ${status}, but when it is ${when.join(', ')}.`,
  'no-such-item': ({ item, items }) => `There is no item ${item}; the items are ${items.join(', ')}.`,
  'which-items': ({ items }) => `The return has several items: name those that came, of ${items.join(', ')}.`,
  'already-received': ({ items }) => `Received already: item ${items.join(', ')}.`,
  unaccounted: ({ items }) =>
    `It is not known what became of item ${items.join(', ')}: say that it is missing, or its disposition, first.`,
  'not-decided-so': ({ status, disposition }) =>
    `An item of a return that is ${status} cannot be ${disposition}: that is for the customer to decide (R20).`,
  'firmware-not-asked': ({ item }) =>
    `Nobody asked for other firmware on item ${item}: it is changed on request, or with a new processor module (R16).`,
  'no-open-estimate': ({ state }) =>
    state === undefined
      ? 'There is no estimate that waits for an answer.'
      : `That estimate waits for no answer: it is ${state}.`,
  'not-extended': ({ returnBy }) =>
    `The last day to send is ${returnBy}: it can only move to a later day that is not past.`,
  'not-open': ({ status }) => `The case is not open: it is ${status}.`,
  'open-already': () => 'The case is open.',
  merged: ({ into }) => `The case is part of another: ${into}.`,
  merging: ({ case: other }) => `The case ${other} is being merged into this one.`,
  'merged-into-itself': () => 'A case cannot be merged into itself.',
  'other-customer': () => 'The cases belong to different customers.',
  'changed-meanwhile': () => String(CHANGED.detail),
  erased: () => 'Whose it is has been erased: nothing personal can be added to it.',
  'has-returns': ({ rmas }) => `Returns of this case are under way: ${rmas.join(', ')}. They have to end first.`,
};
