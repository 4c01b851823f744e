/** Finds and shows: what is typed, a row that is pressed, a search beside the compose box, a link that is pasted. */
import { z } from 'zod';
import type { Find, Found, Hit } from '../../../../services/finding/finding.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { AdaptiveCard } from '../../elements.ts';
import { showCard, showMessage, showNoResults, showResults } from '../answers.ts';
import { factCard } from '../cards/fact-card.ts';
import { listCard, ROWS } from '../cards/list-card.ts';
import type { Cards, Dress } from '../cards/making.ts';
import { rowOf } from '../cards/row.ts';
import { cut } from '../cards/shown.ts';
import { type At, type Feature, verb } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import { numberIn, staffLink } from './links.ts';

export interface FindingDependencies {
  find: Find;
  cards: Cards;
  texts: StaffTexts;
  terms: ReturnTerms;
  publicUrl: string;
  now: () => Date;
  /** What can be done with it from its card. */
  dress?: ((hit: Hit, at: At) => Promise<Dress>) | undefined;
  /** Its card was posted under that id: for keeping it right. */
  posted?: ((hit: Hit, at: At, message: string) => Promise<void>) | undefined;
}

const Place = z.object({
  at: z.iso.datetime().transform(text => new Date(text)),
  ids: z.array(z.string().max(20)).max(200),
  way: z.number().int().min(0).max(10),
});
const Listed = z.object({
  q: z.string().min(1).max(400),
  /** The beginnings of all pages up to this one; the first page has none. */
  trail: z.array(Place).max(100),
});
type Listed = z.infer<typeof Listed>;
const Opened = z.object({ number: z.string().regex(/^\d{10}$/) });

/** Said to the desk, and no name. */
const SMALL_TALK = /^\W*(?:help|hi|hello|hey|thanks?|thank you|ok(?:ay)?|yes|no)?\W*$/i;
/** As a search shows them; more are asked for as one scrolls. */
const MOST_RESULTS = 100;

export function createFinding(deps: FindingDependencies): Feature {
  const { find, cards, terms, publicUrl, now, dress, posted } = deps;
  const { finding: texts } = deps.texts;

  async function show(hit: Hit, at: At): Promise<string | undefined> {
    const { title, state } = rowOf(hit, deps.texts, terms);
    const card = await cards.of(hit, at.staff, await dress?.(hit, at));
    const id = await at.say({ card, summary: `${title}: ${state}` });
    if (id !== undefined) await posted?.(hit, at, id);
    return id;
  }

  function listOf({ q, trail }: Listed, { hits, next }: Found, locale: string | undefined): AdaptiveCard {
    const told = cut(q, 80);
    return listCard(
      {
        title: trail.length > 0 ? texts.page(told, trail.length + 1) : texts.several(told),
        rows: hits.map(hit => rowOf(hit, deps.texts, terms, locale)),
        next: next && { q, trail: [...trail, next] },
        back: trail.length > 0 ? { q, trail: trail.slice(0, -1) } : undefined,
      },
      deps.texts,
    );
  }

  function nothing(text: string, { isMistyped }: Found): string {
    return isMistyped ? texts.mistyped(cut(text, 80)) : texts.nothing(cut(text, 80));
  }

  const facts = (hit: Hit, at: At) => {
    const { number, title, state, about } = rowOf(hit, deps.texts, terms, at.staff.locale);
    const card = factCard(hit, { texts: deps.texts, terms, at: at.staff, now: now() }, staffLink(publicUrl, number));
    return { card, title: `${title} · ${state}`, text: inert(about) };
  };

  return {
    async message(text, at) {
      if (SMALL_TALK.test(text)) return false;
      const q = text.slice(0, 400);
      const found = await find(q, { limit: ROWS });
      const [hit] = found.hits;
      if (!hit) await at.say({ text: inert(nothing(q, found)) });
      else if (found.hits.length === 1 && !found.next) await show(hit, at);
      else await at.say({ card: listOf({ q, trail: [] }, found, at.staff.locale), summary: texts.several(cut(q, 80)) });
      return true;
    },

    verbs: {
      open: verb<z.infer<typeof Opened>>({
        data: Opened,
        async run({ number }, press) {
          const [hit] = (await find(number, { limit: 1 })).hits;
          if (!hit) return showMessage(texts.gone);
          // A message of its own, so that everybody sees it and the list stays; in its place where that cannot be.
          if ((await show(hit, press)) !== undefined)
            return showMessage(texts.opened(rowOf(hit, deps.texts, terms).title));
          return showCard(await cards.of(hit, press.staff, await dress?.(hit, press)));
        },
      }),
      page: verb<Listed>({
        data: Listed as z.ZodType<Listed>,
        async run(listed, press) {
          const found = await find(listed.q, { after: listed.trail.at(-1), limit: ROWS });
          return found.hits.length > 0 ? showCard(listOf(listed, found, press.staff.locale)) : showMessage(texts.gone);
        },
      }),
    },

    async search(text, at, { skip, count }) {
      const limit = Math.min(skip + count, MOST_RESULTS);
      const found = text.trim() ? await find(text, { limit }) : undefined;
      const hits = found?.hits.slice(skip) ?? [];
      if (hits.length > 0) return showResults(hits.map(hit => facts(hit, at)));
      return showNoResults(found ? nothing(text, found) : deps.texts.nothingFound(''));
    },

    async unfurl(url, at) {
      const number = numberIn(url, publicUrl);
      const [hit] = number === undefined ? [] : (await find(number, { limit: 1 })).hits;
      return hit && showResults([facts(hit, at)]);
    },
  };
}

/** Where Teams reads marks of its own: none of them is left to open a tag or a link. */
function inert(text: string): string {
  return text.replace(/[<>]/g, '').replace(/[[\]*_`~#|\\]/g, ' ');
}
