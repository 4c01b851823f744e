/** What needs a few words at most: notes, ends, whose it is, and two cases that are one. */

import type { Hit } from '../../../../../services/finding/finding.ts';
import { readNumber } from '../../../../../services/numbers.ts';
import { choiceInput, isTicked, noteIn, noteInput, textInput, tickInput } from '../fields.ts';
import type { Asking, CaseHit, FormOf, Read, ReturnHit } from './form.ts';
import { ofCase, ofReturn, wrong } from './form.ts';

/** A note that may be left out. */
function withNote<H extends Hit>(read: (note: string | undefined) => Read): FormOf<H> {
  return {
    fields: (filled, { texts }) => [noteInput('note', texts.label.note, filled)],
    read: filled => read(noteIn(filled)),
  };
}

/** One without which it makes no sense. */
function needsNote<H extends Hit>(read: (note: string) => Read, more: Partial<FormOf<H>> = {}): FormOf<H> {
  return {
    fields: (filled, { texts }) => [noteInput('note', texts.label.note, filled)],
    read(filled, { texts }) {
      const note = noteIn(filled);
      return note === undefined ? wrong(texts.fault.note) : read(note);
    },
    ...more,
  };
}

const always = { isAlwaysRight: true };
export const returnNote = needsNote<ReturnHit>(text => ofReturn({ kind: 'note', text }), always);
export const caseNote = needsNote<CaseHit>(text => ofCase({ kind: 'note', text }), always);
export const reopening = needsNote<CaseHit>(note => ofCase({ kind: 'reopened', note }));

export const returnEnd = (kind: 'withdrawn' | 'estimate-withdrawn' | 'closed') =>
  withNote<ReturnHit>(note => ofReturn({ kind, note }));
export const caseEnd = (kind: 'solved' | 'closed' | 'withdrawn') => withNote<CaseHit>(note => ofCase({ kind, note }));

const NOBODY = 'nobody';

export function assigning<H extends Hit>(): FormOf<H> {
  return {
    fields(filled, { colleagues, texts }) {
      const choices = [
        ...colleagues.map(({ id, name }) => ({ title: name, value: id })),
        { title: texts.nobody, value: NOBODY },
      ];
      return [choiceInput('to', texts.label.assignee, choices, filled)];
    },
    read(filled, { colleagues, hit, texts }) {
      const to = colleagues.find(({ id }) => id === filled['to']) ?? null;
      if (!to && filled['to'] !== NOBODY) return wrong(texts.fault.assignee);
      const change = { kind: 'assigned' as const, to: to && { id: to.id, name: to.name } };
      return hit.kind === 'return' ? ofReturn(change) : ofCase(change);
    },
  };
}

export const merging: FormOf<CaseHit> = {
  fields: (filled, { texts }: Asking<CaseHit>) => [
    textInput('into', texts.label.into, filled, { maxLength: 40 }),
    tickInput('across', texts.label.across, filled),
  ],
  read(filled, { texts }) {
    const read = readNumber(filled['into'] ?? '');
    if (read.kind !== 'number' || read.of !== 'case') return wrong(texts.fault.caseNumber);
    return { kind: 'right', wanted: [{ of: 'merge', into: read.value, isAcross: isTicked(filled, 'across') }] };
  },
};
