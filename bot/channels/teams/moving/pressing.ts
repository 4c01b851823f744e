/** What needs one press: done at once, and the card as it is then comes in place of the one that was pressed. */

import type { CaseChange } from '../../../../services/cases/change.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import { type InvokeAnswer, showCard, showMessage } from '../answers.ts';
import type { Press } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import type { Staff } from '../who.ts';
import { isPress, type Press as PressDeed } from './deeds.ts';
import { type CarryOut, isOf, requestOf } from './doing.ts';
import type { Wanted } from './forms/form.ts';
import type { Meanwhile } from './meanwhile.ts';
import { whyNot } from './refusals.ts';
import type { Showing } from './showing.ts';
import { type Asked, dayOf, type Look, subjectOf } from './subject.ts';

export interface PressingDependencies {
  look: Look;
  carryOut: CarryOut;
  showing: Pick<Showing, 'card' | 'note'>;
  meanwhile: Meanwhile;
  texts: StaffTexts;
}

export function createPressing({ look, carryOut, showing, meanwhile, texts }: PressingDependencies) {
  return async (asked: Asked, press: Press): Promise<InvokeAnswer> => {
    const { n: number, do: deed } = asked;
    const before = await look(number);
    if (!before) return showMessage(texts.moving.gone(number));
    const show = async (hit: Hit, banner?: string) => showCard(await showing.card(hit, press, banner));
    const { number: shown, version, events } = subjectOf(before);
    // Its message shows this: from now on it is kept right.
    if (press.card) await showing.note(shown, press, press.card);
    if (shown !== number) return show(before, texts.moving.nowPartOf(shown));
    const wanted = isPress(deed) ? wantedBy(deed, before, press.staff) : undefined;
    if (!wanted) return show(before);

    const request = requestOf(deed, asked, press.staff);
    const done = await carryOut({ request, staff: press.staff, wanted: [wanted], version: asked.v });
    const after = (await look(number)) ?? before;
    const late = async () => texts.moving.older(await meanwhile(subjectOf(after).events, asked.e, press.staff));
    if (done.kind === 'refused') {
      const isLate = done.why.code === 'changed-meanwhile';
      return show(after, isLate ? await late() : whyNot(done.why, texts, dayOf(press.staff)));
    }
    // Done before, and others have gone on since: no double click, but a card of then.
    const last = events.at(-1);
    const isOld = version !== asked.v && !(last && isOf(request, last));
    return show(after, isOld ? await late() : undefined);
  };
}

function wantedBy(deed: PressDeed, hit: Hit, { id, name }: Staff): Wanted | undefined {
  if (deed !== 'take') return hit.kind === 'return' ? { of: 'return', change: { kind: deed } } : undefined;
  const change = { kind: 'assigned', to: { id, name: name || id } } satisfies CaseChange;
  return hit.kind === 'return' ? { of: 'return', change } : { of: 'case', change };
}
