/** Questions, answered by the articles in the words that they have for the ear. */
import { mayAsk } from '../asking.ts';
import type { Heard, Told, TurnContext } from '../step.ts';
import type { Call } from './call.ts';
import type { LineDependencies } from './dependencies.ts';
import { answerOf, keyOf } from './heard.ts';
import { LISTEN } from './job.ts';
import type { AtPlace, Move } from './place.ts';
import type { Next, Saying } from './port.ts';
import { ear, pause, worded, words } from './speech.ts';

const NEXT: Next = { ...LISTEN, seconds: 8 };
const MOST_OFFERED = 3;

/** What is answered where the line was asked something; undefined where no article tells that. */
export async function answeredAt(call: Call, heard: Heard, turn: TurnContext): Promise<Move | undefined> {
  const told = await turn.tell(heard, call.known);
  return told.kind === 'answered' ? answered(call, told) : undefined;
}

function answered(call: Call, { reply, article }: Extract<Told, { kind: 'answered' }>): Move {
  const told = { article: article.id, key: reply.vote ?? '' };
  return { call: { ...call, place: 'helped', answered: told }, said: spoken(reply) };
}

/** The answer to a question in the middle of something else. */
export async function answeredIn(heard: Heard, draft: unknown, turn: TurnContext): Promise<Saying[] | undefined> {
  if (!mayAsk(heard, false)) return undefined;
  const told = await turn.tell(heard, draft);
  return told.kind === 'answered' ? [...spoken(told.reply), pause(500)] : undefined;
}

function spoken({ speak, text }: { speak?: string | undefined; text: string }): Saying[] {
  return ear(speak ?? text);
}

/** An answer, or which article may be meant, or that nobody here knows. */
export async function asked(
  { line, texts }: Pick<LineDependencies, 'line' | 'texts'>,
  call: Call,
  heard: Heard,
  turn: TurnContext,
): Promise<Move> {
  const { question } = line;
  const { offered: _, ...before } = call;
  const told = await turn.tell(heard, call.known);
  if (told.kind === 'answered') return answered(before, told);
  const titles = (told.reply.choices ?? [])
    .map(({ title }) => title)
    .filter(title => !texts.noneOfThese.test(title))
    .slice(0, MOST_OFFERED);
  if (told.kind === 'offered' && titles.length > 0) {
    const open: Call = { ...call, place: 'question', offered: titles };
    return { call: open, said: ear(question.which(titles)), next: NEXT };
  }
  const menu: Call = { ...before, place: 'menu', served: true };
  return { call: menu, said: [words(question.unknown), pause(300), words(line.menuMore)] };
}

export function createQuestionPlaces(deps: LineDependencies): Record<'question' | 'helped', AtPlace> {
  const { line, feedback } = deps;
  const { question } = line;

  return {
    question: {
      enter: () => ({ said: [worded(question.ask)], next: NEXT }),
      again: (_call, times) => ({ said: [worded(question.ask, times)], next: NEXT }),
      async take(heard, call, turn) {
        const chosen = call.offered?.[Number(keyOf(heard)) - 1];
        if (heard.keys && !chosen) return { missed: [] };
        return asked(deps, call, chosen ? await turn.hear(chosen) : heard, turn);
      },
    },

    helped: {
      enter: () => ({ said: [pause(500), worded(question.helped)], next: LISTEN }),
      again: (_call, times) => ({ said: [worded(question.helped, times)], next: LISTEN }),
      async take(heard, call, turn) {
        const { answered, ...rest } = call;
        const answer = answerOf(heard) ?? (line.byeWords.test(heard.text) ? 'yes' : undefined);
        if (answer === undefined) {
          // Another question, in place of an answer.
          return (heard.keys ? undefined : await answeredAt(rest, heard, turn)) ?? { missed: [] };
        }
        if (answered?.key) await feedback.count({ ...answered, helped: answer === 'yes' });
        const served: Call = { ...rest, place: 'menu', served: true };
        if (answer === 'yes') return { call: served, said: [words(question.good)] };
        return { call: served, said: [words(question.sorry), pause(300), words(line.menuMore)] };
      },
    },
  };
}
