/** One sentence without a conversation around it: what it means, and what the desk would answer. */
import { createAnswers } from '../dialogs/answers.ts';
import { createEnglish } from '../dialogs/texts/en.ts';
import { flatSlots, intentOf } from '../dialogs/understanding/reading.ts';
import { createUnderstanding } from '../dialogs/understanding/understand.ts';
import type { Intent } from '../dialogs/understanding/understood.ts';
import { createCatalog } from '../services/catalog/catalog.ts';
import { createKnowledge } from '../services/knowledge/knowledge.ts';
import { createPacking } from '../services/packing.ts';
import type { Profile } from '../services/profile/profile.ts';
import { factsOf } from './assemble.ts';

export interface Reading {
  intent: Intent;
  slots: ReturnType<typeof flatSlots>;
  /** The likeliest article, and the likeliest five. */
  topic: string | undefined;
  topics: string[];
  /** Whether the desk answers with the first of them. */
  confident: boolean;
  /** How likely the first one is, 0 to 1. */
  score: number;
  /** What the desk says. */
  text: string;
}

const TOPICS = 5;

/** Resolves once the articles are learnt. */
export async function createReader(profile: Profile): Promise<(text: string, now: Date) => Promise<Reading>> {
  const catalog = createCatalog(profile);
  const texts = createEnglish(factsOf(profile));
  const knowledge = createKnowledge(profile);
  const { understand } = createUnderstanding({ catalog, country: profile.company.country });
  const answers = createAnswers({
    texts,
    knowledge,
    catalog,
    packing: createPacking(profile.packing),
    units: { find: async () => undefined },
    warrantyOtherwise: profile.terms.warranty.defaultMonths,
    // Nobody votes on what is only read.
    drawKey: () => 'unused',
  });
  await knowledge.ready();
  return async (text, now) => {
    const understood = await understand(text, { now, timeZone: 'UTC' });
    const { ranked } = await knowledge.find(text);
    const scene = { products: [], today: now.toISOString().slice(0, 10), locale: 'en-US' };
    const told = await answers.tell({ text, understood }, scene);
    return {
      intent: intentOf(understood),
      slots: flatSlots(understood),
      topic: ranked[0]?.article.id,
      topics: ranked.slice(0, TOPICS).map(({ article }) => article.id),
      confident: told.kind === 'answered',
      score: ranked[0]?.chance ?? 0,
      text: told.reply.text,
    };
  };
}
