/** What everything in one turn shares, made of the message and of what the conversation remembers. */
import { dateIn } from '../services/calendar.ts';
import type { Answers } from './answers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { Draft } from './intake/draft.ts';
import type { Memory } from './memory.ts';
import type { Scene } from './own-things.ts';
import type { Spoken } from './spoken.ts';
import type { Heard, TurnContext } from './step.ts';

/** What an answer looks at of a draft, whichever dialog it is of. */
const WithProducts = Draft.pick({ products: true });

export function createTurnContexts(
  deps: Pick<DialogDependencies, 'understanding' | 'returns' | 'timeZone'>,
  answers: Answers,
): (memory: Memory, spoken: Spoken) => TurnContext {
  /** What the person has here: the products of the request under way, else those of their latest return. */
  async function sceneOf(memory: Memory, draft: unknown): Promise<Omit<Scene, 'today' | 'locale'>> {
    const { products = [] } = WithProducts.safeParse(draft).data ?? {};
    const number = memory.cases.findLast(({ rma }) => rma !== undefined)?.rma;
    const rma = number === undefined ? undefined : await deps.returns.find(number);
    const named = products.flatMap(({ model, ...rest }) => (model === undefined ? [] : { ...rest, model }));
    return {
      products: named.length > 0 ? named : (rma?.items ?? []),
      caseNumber: memory.cases.at(-1)?.number,
      before: memory.answered && answers.named(memory.answered.article),
      rma: rma && { number: rma._id, returnBy: rma.returnBy, activeUntil: rma.activeUntil },
    };
  }

  return (memory, spoken) => {
    const timeZone = spoken.timeZone ?? deps.timeZone;
    const locale = spoken.locale ?? 'en-US';
    const hear = async (text: string): Promise<Heard> => ({
      text: text.trim(),
      understood: await deps.understanding.understand(text, { now: spoken.at, timeZone, locale }),
    });
    const today = dateIn(timeZone, spoken.at);
    const written = locale.startsWith('en') ? locale : 'en-US';
    return {
      now: spoken.at,
      today,
      timeZone,
      locale: written,
      actor: spoken.channel,
      message: { conversation: spoken.conversation, activityId: spoken.activityId },
      thumbs: spoken.thumbs === true,
      verified: memory.verified?.email,
      network: spoken.network,
      ownCases: memory.cases.map(one => one.number),
      files: memory.files?.length ?? 0,
      hear,
      tell: async (heard, draft) => answers.tell(heard, { ...(await sceneOf(memory, draft)), today, locale: written }),
      namesArticle: text => answers.named(text) !== undefined,
    };
  };
}
