/** A case for somebody who called: told in one message, or filled in; by the rules of the customers' own desk (R4, R6, R7). */
import { z } from 'zod';
import type { Understanding } from '../../../../dialogs/understanding/understand.ts';
import { dateIn } from '../../../../services/calendar.ts';
import type { Cases } from '../../../../services/cases/cases.ts';
import { itemFor, type ProductDependencies } from '../../../../services/cases/products.ts';
import type { Returns } from '../../../../services/returns/returns.ts';
import { endForm, openForm } from '../answers.ts';
import { type At, type Feature, type Press, verb } from '../feature.ts';
import { check, type Draft, Filled, filledFrom } from './draft.ts';
import { FORM, formCard, understoodCard } from './form.ts';
import type { OnBehalfTexts } from './texts.ts';

export interface OnBehalfDependencies extends ProductDependencies {
  cases: Pick<Cases, 'open'>;
  returns: Pick<Returns, 'issue'>;
  understanding: Understanding;
  /** ISO 3166-1 alpha-2. */
  country: string;
  drawKey: () => string;
  texts: OnBehalfTexts;
}

/** "open a case for Jo Smith …", "new rma: …". */
const ASKED =
  /^\W*(?:please )?(?:open|new|create|start|log|make|issue)\s+(?:an? |the )?(?:new )?(?:support )?(case|rma|return|ticket)\b[\s:,-]*(?:for\b)?/i;

const Request = z.string().min(1).max(100).optional().catch(undefined);
const Opening = z.object({ request: Request, filled: Filled.partial().optional().catch(undefined) });
const Taken = z.looseObject({ request: Request });

export function createOnBehalf(deps: OnBehalfDependencies): Feature {
  const { cases, returns, understanding, country, drawKey, texts } = deps;
  const today = () => dateIn(deps.timeZone, deps.now());

  async function open(draft: Draft, request: string, { staff }: At): Promise<string> {
    const actor = `staff:${staff.id}`;
    const { contact, billing, shipTo, troubleshot, expedited, statusEmails } = draft;
    const opened = await cases.open({
      requestKey: `staff:${request}:case`,
      ...{ contact, billing, shipTo, troubleshot, actor },
      items: [await itemFor(deps, draft.product, 0)],
      status: 'open',
    });
    const wanted = { case: opened, items: opened.items, billing, expedited, statusEmails, actor };
    const rma =
      draft.rma && shipTo ? await returns.issue({ requestKey: `staff:${request}:rma`, ...wanted, shipTo }) : undefined;
    return texts.opened(opened._id, rma?._id, contact.name);
  }

  async function take(data: z.output<typeof Taken>, press: Press) {
    const request = data.request ?? drawKey();
    const filled = Filled.parse(data);
    const checked = check(filled, { catalog: deps.catalog, country, today: today() });
    if (checked.kind === 'wrong') {
      return openForm(texts.formTitle, formCard({ filled, faults: checked.faults, request }, texts));
    }
    const done = await open(checked.draft, request, press);
    await press.say({ text: done });
    return endForm(done);
  }

  return {
    async message(text, at) {
      const asked = ASKED.exec(text);
      if (!asked) return false;
      const told = text.slice(asked[0].length).trim();
      const { locale, timeZone } = at.staff;
      const understood = await understanding.understand(told, { now: deps.now(), timeZone, locale });
      const filled = {
        ...filledFrom(understood, { country }),
        ...(/rma|return/i.test(asked[1] ?? '') && { rma: true }),
      };
      await at.say({ card: understoodCard(filled, drawKey(), texts), summary: texts.formTitle });
      return true;
    },

    forms: {
      [FORM]: {
        open: verb({
          data: Opening,
          run: async ({ request = drawKey(), filled = {} }) =>
            openForm(texts.formTitle, formCard({ filled, faults: [], request }, texts)),
        }),
        take: verb({ data: Taken, run: take }),
      },
    },
  };
}
