/**
 * Runs the steps of a waterfall on the phone. What an answer means is the steps' own affair, the same as in a chat; how a
 * question sounds, which keys answer it, and what is read back before it counts stands in a voice for each.
 */
import type { z } from 'zod';
import type { Reply } from '../reply.ts';
import type { Answer, AskStep, Heard, Step, TurnContext } from '../step.ts';
import type { LineTexts, Wordings } from '../texts/en-line.ts';
import type { Job, JobName } from './call.ts';
import { answerOf, keyOf, type LineHeard } from './heard.ts';
import type { Next, Saying } from './port.ts';
import { ear, pause, worded, words } from './speech.ts';

/** How one step is asked. */
export interface Voice<D> {
  /** What is said before the question, each time it is asked. */
  before?(draft: D, turn: TurnContext): Saying[] | Promise<Saying[]>;
  wordings: Wordings;
  next?: Partial<Extract<Next, { do: 'listen' }>> | Extract<Next, { do: 'record' }>;
  /** What keys mean, in the words that the step understands; undefined where they mean nothing here. */
  keyed?(keys: string): string | undefined;
  /** What was said, as a step reads it that knows what was typed. */
  heardAs?(text: string): string;
  /** Read back, and asked whether it is right. */
  readBack?(draft: D): Saying[];
  /** Said once it is settled, in place of what the step itself says. */
  settled?(draft: D): Saying[];
}

export interface Jobs<D> {
  name: JobName;
  draft: z.ZodType<D>;
  steps: readonly Step<D>[];
  /** By the step's name. */
  voices: Readonly<Record<string, Voice<D>>>;
  /** What a sentence tells besides, for the questions that come later. */
  fill?(heard: Heard, draft: D, turn: TurnContext, step: string | undefined): D;
}

export type Worked =
  | { kind: 'asking'; job: Job; said: Saying[]; next: Next; draft: unknown }
  | { kind: 'ended'; draft: unknown; said: Saying[] }
  /** Nothing was understood; `said` is why, where there is more to tell than that. */
  | { kind: 'missed'; job: Job; said: Saying[] };

export interface Runner {
  begin(draft: unknown, turn: TurnContext, heard?: Heard): Promise<Worked>;
  take(job: Job, heard: LineHeard, turn: TurnContext): Promise<Worked>;
  /** The open question once more. @param times how often it was asked before, in vain */
  again(job: Job, times: number, turn: TurnContext): Promise<Worked>;
}

/** More than any job does between two questions. */
const MOST_DONE = 20;
const PAUSE = pause(300);

export function createRunner<D>(of: Jobs<D>, texts: LineTexts, locale?: string): Runner {
  const stepOf = ({ step }: Job) => of.steps.find((one): one is AskStep<D> => one.kind === 'ask' && one.name === step);
  const voiceOf = (step: AskStep<D>): Voice<D> => of.voices[step.name] ?? { wordings: PLAIN };

  async function ask(step: AskStep<D>, draft: D, times: number, turn: TurnContext) {
    const voice = voiceOf(step);
    const before = (await voice.before?.(draft, turn)) ?? [];
    return { said: [...before, worded(voice.wordings, times)], next: nextOf(voice) };
  }

  /** Does what is due, and asks the first question that is open. */
  async function advance(draft: D, lead: Saying[], turn: TurnContext): Promise<Worked> {
    let now = draft;
    const said = [...lead];
    for (let done = 0; done <= MOST_DONE; done++) {
      const step = of.steps.find(one => one.pending(now));
      if (!step) return { kind: 'ended', draft: now, said };
      if (step.kind === 'ask') {
        const question = await ask(step, now, 0, turn);
        const job: Job = { name: of.name, draft: now, step: step.name };
        return { kind: 'asking', job, draft: now, said: [...said, PAUSE, ...question.said], next: question.next };
      }
      const outcome = await step.run(now, turn);
      now = outcome.draft;
      said.push(...outcome.replies.flatMap(reply => reply.line?.said ?? ear(reply.speak ?? reply.text, locale)));
      if (outcome.kind === 'ended') return { kind: 'ended', draft: now, said };
    }
    throw new Error(`the job ${of.name} has no end`);
  }

  /** An answer was read back. */
  async function confirm(job: Job, before: D, draft: D, heard: LineHeard, turn: TurnContext): Promise<Worked> {
    const answer = answerOf(heard);
    if (answer === 'yes') return advance(draft, settledBy(job, draft), turn);
    if (answer === 'no' && heard.understood.text.split(' ').length < 3) return advance(before, [], turn);
    // "No, it is …": the new answer in one go.
    const again =
      answer === 'no' || heard.text ? await take({ ...job, draft: before, unsure: undefined }, heard, turn) : undefined;
    return again && again.kind !== 'missed' ? again : { kind: 'missed', job, said: [] };
  }

  function settledBy(job: Job, draft: D): Saying[] {
    const step = stepOf(job);
    return (step && voiceOf(step).settled?.(draft)) ?? [];
  }

  async function take(job: Job, heard: LineHeard, turn: TurnContext): Promise<Worked> {
    const draft = of.draft.parse(job.draft);
    if (job.unsure) return confirm(job, of.draft.parse(job.unsure.draft), draft, heard, turn);
    const step = stepOf(job);
    if (!step) return advance(draft, [], turn);
    const voice = voiceOf(step);
    const chosen = job.choices?.[Number(keyOf(heard)) - 1];
    const meant = heard.keys ? (chosen ?? voice.keyed?.(heard.keys)) : (voice.heardAs?.(heard.text) ?? heard.text);
    if (!meant) return { kind: 'missed', job, said: [] };
    if (!heard.keys && heard.understood.intents[0] === 'help' && step.why) {
      const question = await ask(step, draft, 1, turn);
      return {
        kind: 'asking',
        job,
        draft,
        said: [...ear(step.why, locale), PAUSE, ...question.said],
        next: question.next,
      };
    }
    const as = meant === heard.text ? heard : await turn.hear(meant);
    const answer = await step.answer(as, draft, turn, job.doubt);
    return taken(step, job, draft, answer, as, turn);
  }

  async function taken(
    step: AskStep<D>,
    job: Job,
    before: D,
    answer: Answer<D>,
    heard: Heard,
    turn: TurnContext,
  ): Promise<Worked> {
    const voice = voiceOf(step);
    switch (answer.kind) {
      case 'taken': {
        const draft = of.fill?.(heard, answer.draft, turn, step.name) ?? answer.draft;
        const read = voice.readBack?.(draft) ?? [];
        if (read.length === 0) return advance(draft, voice.settled?.(draft) ?? ear(answer.say ?? '', locale), turn);
        const unsure: Job = { name: of.name, draft, step: step.name, unsure: { draft: before } };
        return {
          kind: 'asking',
          job: unsure,
          draft,
          said: [...read, PAUSE, worded(texts.report.right)],
          next: LISTEN,
        };
      }
      case 'doubt': {
        const { ask: question, doubt } = answer;
        const draft = answer.draft ?? before;
        const { said, choices } = asked(question, texts, locale);
        const open: Job = { ...job, draft, doubt, question: said, choices };
        return { kind: 'asking', job: open, draft, said, next: nextOf(voice) };
      }
      case 'elsewhere':
        return { kind: 'missed', job, said: [] };
      case 'unclear': {
        const draft = answer.draft ?? before;
        if (answer.choices?.length) {
          const { said, choices } = asked({ text: answer.say ?? '', choices: answer.choices }, texts, locale);
          const open: Job = { ...job, draft, question: said, choices };
          return { kind: 'asking', job: open, draft, said, next: nextOf(voice) };
        }
        return { kind: 'missed', job: { ...job, draft }, said: ear(answer.say ?? '', locale) };
      }
    }
  }

  return {
    async begin(start, turn, heard) {
      const draft = of.draft.parse(start);
      return advance(heard ? (of.fill?.(heard, draft, turn, undefined) ?? draft) : draft, [], turn);
    },

    take,

    async again(job, times, turn) {
      const draft = of.draft.parse(job.draft);
      const step = stepOf(job);
      if (!step) return advance(draft, [], turn);
      const voice = voiceOf(step);
      const open = { kind: 'asking' as const, job, draft };
      if (job.unsure) {
        const read = voice.readBack?.(draft) ?? [];
        return { ...open, said: [...read, PAUSE, worded(texts.report.right, times)], next: LISTEN };
      }
      const narrower = times < 2 ? job.question : undefined;
      return { ...open, ...(narrower ? { said: narrower, next: nextOf(voice) } : await ask(step, draft, times, turn)) };
    },
  };
}

const PLAIN: Wordings = ['', '', ''];
/** For yes and no, and a choice of few. */
export const LISTEN: Extract<Next, { do: 'listen' }> = { do: 'listen', keys: 1, speech: true, seconds: 6 };

function nextOf<D>({ next }: Voice<D>): Next {
  return next?.do === 'record' ? next : { ...LISTEN, ...next };
}

/** A narrower question of a step, and what its keys mean: yes and no, or its choices. */
function asked({ text, speak, choices = [] }: Reply, texts: LineTexts, locale?: string) {
  const isYesNo = choices.length === 0 || choices.some(({ value }) => /^yes\b/i.test(value));
  const told = ear(speak ?? text, locale);
  if (isYesNo) return { said: [...told, PAUSE, words(texts.yesNo)], choices: ['yes', 'no'] };
  const few = choices.slice(0, MOST_CHOICES);
  const listed = few.map(({ title }, at) => texts.press(title, at + 1)).join(' ');
  return { said: [...told, PAUSE, ...ear(listed, locale)], choices: few.map(({ value }) => value) };
}

/** In a breath. */
const MOST_CHOICES = 3;
