/**
 * Moves cases and returns along from their cards. A button is for what somebody saw: pressed on an older card it does
 * nothing, and the card as it is now comes in its place, with who did what meanwhile.
 */
import { z } from 'zod';
import type { Hit } from '../../../../services/finding/finding.ts';
import { StaffChange } from '../../../../services/returns/change.ts';
import type { People } from '../../../../services/staff/people.ts';
import { closeForm, endForm, type InvokeAnswer, openForm, showCard, showMessage } from '../answers.ts';
import { type At, type Feature, type Press, verb } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import { FRESH, MOVE } from './buttons.ts';
import { type Deed, deedsOf, PRESSES, type When } from './deeds.ts';
import type { createDo, Done } from './doing.ts';
import { type Filled, FilledIn } from './fields.ts';
import { formCard } from './form-card.ts';
import { formOf } from './forms/all.ts';
import type { Asking, FormOf, Wanted } from './forms/form.ts';
import type { Meanwhile } from './meanwhile.ts';
import { whyNot } from './refusals.ts';
import type { Showing } from './showing.ts';
import { type Look, Seen, seenOf, subjectOf } from './subject.ts';

export interface MovingDependencies {
  look: Look;
  carryOut: ReturnType<typeof createDo>;
  showing: Pick<Showing, 'card' | 'note'>;
  meanwhile: Meanwhile;
  people: Pick<People, 'all'>;
  texts: StaffTexts;
  now: () => Date;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
  /** ISO 4217, where nothing tells which. */
  currency: string;
}

const Asked = Seen.extend({ do: z.string().max(40) });
type Asked = z.infer<typeof Asked>;
const Given = z
  .looseObject({ ...Asked.shape })
  .transform(data => ({ asked: Asked.parse(data), filled: FilledIn.parse(data) }));
type Given = z.output<typeof Given>;
const Fresh = z.object({ n: Seen.shape.n });

export function createMoving(deps: MovingDependencies): Feature {
  const { look, carryOut, showing, meanwhile, people, texts, now } = deps;
  const when = (): When => ({ now: now(), timeZone: deps.timeZone });

  async function since(hit: Hit, { e }: Seen, { staff }: At): Promise<string[]> {
    return meanwhile(subjectOf(hit).events, e, staff);
  }

  /** The card that was pressed shows this: from now on it is kept right. */
  async function found({ n }: Pick<Seen, 'n'>, press: Press): Promise<Hit | undefined> {
    const hit = await look(n);
    if (hit && press.card) await showing.note(subjectOf(hit).number, press, press.card);
    return hit;
  }

  function wantedBy(deed: Deed, hit: Hit, { staff }: At): Wanted {
    const change =
      deed === 'take'
        ? { kind: 'assigned' as const, to: { id: staff.id, name: staff.name || staff.id } }
        : { kind: deed as 'diagnosing' };
    return hit.kind === 'return' || change.kind !== 'assigned' ? { of: 'return', change } : { of: 'case', change };
  }

  async function move(asked: Asked, press: Press): Promise<InvokeAnswer> {
    const hit = await found(asked, press);
    const deed = asked.do as Deed;
    if (!hit) return showMessage(texts.moving.gone(asked.n));
    if (!PRESSES.has(deed)) return showCard(await showing.card(hit, press));
    const done = await carryOut({ deed, seen: asked, staff: press.staff, wanted: [wantedBy(deed, hit, press)] });
    return showCard(await cardAfter(done, hit, asked, press));
  }

  async function cardAfter(done: Done, before: Hit, asked: Asked, press: Press) {
    const after = (await look(subjectOf(before).number)) ?? before;
    if (done.kind !== 'refused') return showing.card(after, press);
    const isOlder = done.why.code === 'changed-meanwhile';
    const banner = isOlder ? texts.moving.older(await since(after, asked, press)) : whyNot(done.why, texts.moving);
    return showing.card(after, press, banner);
  }

  async function askingOf(hit: Hit): Promise<Asking> {
    const colleagues = (await people.all())
      .slice(0, MOST_COLLEAGUES)
      .map(({ _id: id, name }) => ({ id, name: name || id }));
    return { hit, texts: texts.moving, when: when(), colleagues, currency: deps.currency };
  }

  async function ask(deed: Deed, form: FormOf, asking: Asking, filled: Filled, faults: readonly string[] = []) {
    const { hit } = asking;
    const title = texts.moving.deed(deed, hit);
    return openForm(
      title,
      formCard({
        ...{ title, below: texts.moving.titleOf(hit), send: texts.moving.send, deed, faults },
        fields: form.fields(filled, asking),
        seen: seenOf(hit),
      }),
    );
  }

  async function open(asked: Asked, press: Press): Promise<InvokeAnswer> {
    const hit = await found(asked, press);
    if (!hit) return endForm(texts.moving.gone(asked.n));
    const deed = asked.do as Deed;
    const form = isPossible(deed, hit) ? formOf(deed, hit) : undefined;
    const done = subjectOf(hit).version === asked.v ? [] : await since(hit, asked, press);
    if (!form) return endForm([...done.map(line => `${line}.`), texts.moving.notNow].join(' '));
    const asking = await askingOf(hit);
    return ask(deed, form, asking, form.first?.(asking) ?? {}, done);
  }

  async function take({ asked, filled }: Given, press: Press): Promise<InvokeAnswer> {
    const hit = await look(asked.n);
    if (!hit) return endForm(texts.moving.gone(asked.n));
    const deed = asked.do as Deed;
    const form = formOf(deed, hit);
    if (!form) return endForm(texts.moving.notNow);
    const asking = await askingOf(hit);
    const read = form.read(filled, asking);
    if (read.kind === 'wrong') return again(read.faults);
    const faults = faultsOf(read.wanted);
    if (faults.length > 0) return again(faults);
    const { isAlwaysRight } = form;
    const done = await carryOut({ deed, seen: asked, staff: press.staff, wanted: read.wanted, isAlwaysRight });
    if (done.kind === 'unknown') return endForm(texts.moving.gone(asked.n));
    if (done.kind === 'done') return closeForm();
    const after = (await look(asked.n)) ?? hit;
    if (done.why.code === 'changed-meanwhile' && done.done === 0) {
      const told = await since(after, asked, press);
      if (!isPossible(deed, after)) return endForm([...told.map(line => `${line}.`), texts.moving.notNow].join(' '));
      return ask(deed, form, { ...asking, hit: after }, filled, [texts.moving.olderForm(told)]);
    }
    const why = whyNot(done.why, texts.moving);
    if (done.done > 0) return endForm(texts.moving.partly(why));
    return isPossible(deed, after) ? ask(deed, form, { ...asking, hit: after }, filled, [why]) : endForm(why);

    /** With what came since as well: the form is for the present version from then on. */
    async function again(lines: readonly string[]): Promise<InvokeAnswer> {
      const current = hit as Hit;
      if (!isPossible(deed, current)) {
        const told = await since(current, asked, press);
        return endForm([...told.map(line => `${line}.`), texts.moving.notNow].join(' '));
      }
      const { version } = subjectOf(current);
      const older = version === asked.v ? [] : [texts.moving.olderForm(await since(current, asked, press))];
      return ask(deed, form as FormOf, asking, filled, [...older, ...lines]);
    }
  }

  function isPossible(deed: Deed, hit: Hit): boolean {
    return deedsOf(hit, when()).includes(deed);
  }

  /** By the schema that business systems are held to as well. */
  function faultsOf(wanted: readonly Wanted[]): string[] {
    return wanted.flatMap(one => {
      if (one.of !== 'return') return [];
      const issues = StaffChange.safeParse(one.change).error?.issues ?? [];
      return issues.map(({ path, message }) => texts.moving.fault.schema(path.join(' '), message));
    });
  }

  return {
    verbs: {
      [MOVE]: verb<Asked>({ data: Asked, run: move }),
      [FRESH]: verb<z.infer<typeof Fresh>>({
        data: Fresh,
        async run({ n }, press) {
          const hit = await look(n);
          return hit ? showCard(await showing.card(hit, press)) : showMessage(texts.moving.gone(n));
        },
      }),
    },
    forms: {
      [MOVE]: {
        open: verb<Asked>({ data: Asked, run: open }),
        take: verb<Given>({ data: Given as z.ZodType<Given>, run: take }),
      },
    },
  };
}

/** A list to choose from; the desk's latest hundred are all of it mostly. */
const MOST_COLLEAGUES = 100;
