/** What needs to be filled in: the form, and what becomes of what was typed. Nothing typed is lost. */
import type { Hit } from '../../../../services/finding/finding.ts';
import type { People } from '../../../../services/staff/people.ts';
import { closeForm, endForm, type InvokeAnswer, openForm } from '../answers.ts';
import type { At, Press } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import { type Deed, deedsOf, type When } from './deeds.ts';
import { type CarryOut, isOf, requestOf } from './doing.ts';
import type { Filled } from './fields.ts';
import { formCard } from './form-card.ts';
import { formOf } from './forms/all.ts';
import type { Asking, FormOf } from './forms/form.ts';
import type { Meanwhile } from './meanwhile.ts';
import { whyNot } from './refusals.ts';
import type { Showing } from './showing.ts';
import { type Asked, dayOf, type Look, type Seen, seenOf, subjectOf } from './subject.ts';

export interface FillingDependencies {
  look: Look;
  carryOut: CarryOut;
  showing: Pick<Showing, 'note'>;
  meanwhile: Meanwhile;
  people: Pick<People, 'all'>;
  texts: StaffTexts;
  now: () => Date;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
  /** ISO 4217, where nothing tells which. */
  currency: string;
}

export interface Given {
  asked: Asked;
  filled: Filled;
}

/** A list to choose from. */
const MOST_COLLEAGUES = 100;

export function createFilling(deps: FillingDependencies) {
  const { look, carryOut, showing, meanwhile, people, now } = deps;
  const { moving: texts } = deps.texts;
  const when = (): When => ({ now: now(), timeZone: deps.timeZone });
  const isPossible = (deed: Deed, hit: Hit) => deedsOf(hit, when()).includes(deed);

  async function since(hit: Hit, { e }: Seen, { staff }: At): Promise<string[]> {
    return meanwhile(subjectOf(hit).events, e, staff);
  }

  async function askingOf(hit: Hit, { staff }: At): Promise<Asking> {
    const all = (await people.all()).slice(0, MOST_COLLEAGUES);
    const colleagues = all.map(({ _id: id, name }) => ({ id, name: name || id }));
    return { hit, texts, when: when(), colleagues, currency: deps.currency, day: dayOf(staff) };
  }

  function show(deed: Deed, form: FormOf, asking: Asking, filled: Filled, faults: readonly string[]): InvokeAnswer {
    const { hit } = asking;
    const title = texts.deed(deed, hit);
    const fields = form.fields(filled, asking);
    const parts = { title, below: texts.titleOf(hit), send: texts.send, seen: seenOf(hit) };
    return openForm(title, formCard({ ...parts, fields, deed, faults }));
  }

  async function open(asked: Asked, press: Press): Promise<InvokeAnswer> {
    const { n, v, do: deed } = asked;
    const hit = await look(n);
    if (!hit) return endForm(texts.gone(n));
    const { number, version } = subjectOf(hit);
    if (press.card) await showing.note(number, press, press.card);
    if (number !== n) return endForm(texts.nowPartOf(number));
    const form = isPossible(deed, hit) ? formOf(deed, hit) : undefined;
    const done = version === v ? [] : await since(hit, asked, press);
    if (!form) return endForm(texts.tooLate(done));
    const asking = await askingOf(hit, press);
    return show(deed, form, asking, form.first?.(asking) ?? {}, done.length > 0 ? [texts.sinceThen(done)] : []);
  }

  async function take({ asked, filled }: Given, press: Press): Promise<InvokeAnswer> {
    const { n, v, do: deed } = asked;
    const { staff } = press;
    const hit = await look(n);
    if (!hit) return endForm(texts.gone(n));
    const { number, version, events } = subjectOf(hit);
    const form = formOf(deed, hit);
    if (!form) return endForm(texts.tooLate([]));
    const isMoved = number !== n;
    if (isMoved && deed !== 'merge' && !form.isAlwaysRight) return endForm(texts.nowPartOf(number));

    const request = requestOf(deed, asked, staff, filled);
    const isDone = (of: Hit) => subjectOf(of).events.some(event => isOf(request, event));
    const asking = await askingOf(hit, press);
    const read = form.read(filled, asking);
    if (read.kind === 'wrong') {
      if (isDone(hit)) return closeForm();
      return isMoved ? endForm(texts.nowPartOf(number)) : again(form, hit, read.faults);
    }
    // Nobody came between: what was begun and interrupted is gone on with.
    const last = events.at(-1);
    const seen = last && isOf(request, last) ? version : v;
    const { wanted } = read;
    const done = await carryOut({ request, staff, wanted, version: form.isAlwaysRight ? undefined : seen });
    if (done.kind === 'unknown') return endForm(texts.gone(n));
    if (done.kind === 'done') return closeForm();
    const why = whyNot(done.why, deps.texts, dayOf(staff));
    if (done.done > 0) return endForm(texts.partly(why));
    const after = (await look(n)) ?? hit;
    if (isDone(after)) return closeForm();
    if (isMoved) return endForm(why);
    return again(form, after, done.why.code === 'changed-meanwhile' ? [] : [why]);

    /** The same form with what is not right, and with what came since: it is for the present version from then on. */
    async function again(form: FormOf, current: Hit, faults: readonly string[]): Promise<InvokeAnswer> {
      const isBehind = subjectOf(current).version !== v;
      const told = isBehind ? await since(current, asked, press) : [];
      if (!isPossible(deed, current)) return endForm(isBehind ? texts.tooLate(told) : faults.join(' '));
      const lines = isBehind ? [texts.olderForm(told), ...faults] : faults;
      return show(deed, form, { ...asking, hit: current }, filled, lines);
    }
  }

  return { open, take };
}
