/** The desk in conversation: decides what a message is for, and hands it to the dialog that does it. */
import { randomUUID } from 'node:crypto';
import { dateIn } from '../services/calendar.ts';
import { createCheckStatus, type StatusDraft } from './check-status.ts';
import type { DialogDependencies } from './dependencies.ts';
import { type Draft, sameCustomer } from './intake/draft.ts';
import type { Active, Memory } from './memory.ts';
import { createOpenCase } from './open-case.ts';
import type { Reply } from './reply.ts';
import { createRequestRma } from './request-rma.ts';
import type { Heard, TurnContext, Waterfall } from './step.ts';
import type { Texts } from './texts/en.ts';
import type { Intent } from './understanding/understood.ts';
import { begin, type Progress, proceed, remind } from './waterfall.ts';

/** One message, as the turn hands it over. */
export interface Spoken {
  kind: 'message' | 'arrived';
  text: string;
  attachments: number;
  at: Date;
  channel: string;
  locale?: string | undefined;
  timeZone?: string | undefined;
}

export type Respond = (memory: Memory, spoken: Spoken) => Promise<{ memory: Memory; replies: Reply[] }>;

/** After so long a silence the person is welcomed back. */
const LONG_SILENCE_MS = 6 * 3_600_000;

/** A dialog of any draft: the draft is parsed by the dialog's own schema whenever it is used. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds dialogs of different drafts; each parses its own.
type AnyWaterfall = Waterfall<any>;

export function createResponder(deps: DialogDependencies): Respond {
  const { texts } = deps;
  const openCase = createOpenCase(deps);
  const requestRma = createRequestRma(deps);
  const checkStatus = createCheckStatus(deps);
  const dialogs: Record<string, AnyWaterfall> = Object.fromEntries(
    [openCase, requestRma, checkStatus].map(dialog => [dialog.name, dialog]),
  );

  function contextOf(memory: Memory, spoken: Spoken): TurnContext {
    const timeZone = spoken.timeZone ?? deps.timeZone;
    const locale = spoken.locale ?? 'en-US';
    const hear = async (text: string): Promise<Heard> => ({
      text: text.trim(),
      understood: await deps.understanding.understand(text, { now: spoken.at, timeZone, locale }),
    });
    return {
      now: spoken.at,
      today: dateIn(timeZone, spoken.at),
      timeZone,
      locale: locale.startsWith('en') ? locale : 'en-US',
      actor: spoken.channel,
      ownCases: memory.cases.map(one => one.number),
      hear,
    };
  }

  /** Puts where a dialog has come to back into the memory; one that leads to the next goes on there at once. */
  async function settle(
    memory: Memory,
    progress: Progress<unknown>,
    turn: TurnContext,
  ): Promise<{ memory: Memory; replies: Reply[] }> {
    const { active: before, ...rest } = memory;
    if (progress.kind === 'asking') {
      return {
        memory: { ...rest, ...remembered(rest, progress.active.draft), active: progress.active },
        replies: progress.replies,
      };
    }
    if (progress.kind === 'dropped') {
      if (!progress.anew || !before) return { memory: rest, replies: progress.replies };
      const again = await start(before.dialog, rest, turn);
      return { ...again, replies: [{ text: texts.startingOver }, ...progress.replies, ...again.replies] };
    }
    const ended = { ...rest, ...remembered(rest, progress.draft) };
    const dialog = progress.next && dialogs[progress.next.dialog];
    if (!dialog || !progress.next) return { memory: ended, replies: progress.replies };
    const next = await settle(ended, await begin(dialog, progress.next.draft, texts, turn), turn);
    return { ...next, replies: [...progress.replies, ...next.replies] };
  }

  function start(name: string, memory: Memory, turn: TurnContext, heard?: Heard) {
    const { wrongGuesses } = memory;
    const draft: Draft | StatusDraft =
      name === checkStatus.name ? { wrongGuesses } : { ...sameCustomer(randomUUID(), memory.known), wrongGuesses };
    return begin(dialogs[name] as AnyWaterfall, draft, texts, turn, heard).then(progress =>
      settle(memory, progress, turn),
    );
  }

  async function converse(
    memory: Memory,
    heard: Heard,
    turn: TurnContext,
  ): Promise<{ memory: Memory; replies: Reply[] }> {
    const { active } = memory;
    const dialog = active && dialogs[active.dialog];
    if (active && dialog) {
      const outgrown = active.dialog === openCase.name && wantsReturn(active, heard);
      return outgrown
        ? settle(memory, await begin(requestRma, outgrown, texts, turn, heard), turn)
        : settle(memory, await proceed(dialog, active, texts, turn, heard), turn);
    }
    const { active: _, ...idle } = memory;
    const job = jobOf(heard);
    if (job) return start(job, idle, turn, heard);
    return { memory: idle, replies: [smallTalk(texts, heard.understood.intents[0])] };
  }

  /** An open intake that turns out to be about a return: the same draft, with more to ask. */
  function wantsReturn(active: Active, heard: Heard): Draft | undefined {
    const step = active.asking?.step;
    if (step === 'offer-rma' || active.confirming || heard.understood.intents[0] !== 'request-rma') return undefined;
    const draft = openCase.draft.safeParse(active.draft);
    if (!draft.success) return undefined;
    return step === 'troubleshooting' ? { ...draft.data, troubleshooting: 'no-help' } : draft.data;
  }

  return async (memory, spoken) => {
    const turn = contextOf(memory, spoken);
    const seen = { ...memory, greeted: true, lastSeen: spoken.at };
    if (spoken.kind === 'arrived') {
      return { memory: seen, replies: memory.greeted ? [] : [{ text: texts.greeting, choices: texts.openingChoices }] };
    }
    const text = spoken.text.trim();
    const dialog = memory.active && dialogs[memory.active.dialog];
    if (text === '') {
      const line = spoken.attachments > 0 ? texts.fileOnly : texts.emptyMessage;
      if (!dialog || !memory.active)
        return { memory: seen, replies: [{ text: `${line} ${texts.howCanIHelp}`, choices: texts.openingChoices }] };
      return settle(seen, await remind(dialog, memory.active, texts, turn, line), turn);
    }
    const answer = await converse(seen, await turn.hear(text), turn);
    const back = memory.active && memory.lastSeen && spoken.at.getTime() - memory.lastSeen.getTime() > LONG_SILENCE_MS;
    const lead = [back && texts.welcomeBack, spoken.attachments > 0 && texts.fileToo].filter(Boolean).join(' ');
    return { memory: answer.memory, replies: lead ? [{ text: lead }, ...answer.replies] : answer.replies };
  };
}

/** What outlives a dialog: who the customer is, the cases opened here, and the wrong guesses made. */
function remembered(memory: Memory, draft: unknown): Partial<Memory> {
  const { caseNumber, ownCase, rmaNumber, wrongGuesses, contact } = (draft ?? {}) as Partial<Draft>;
  const others = memory.cases.filter(one => one.number !== caseNumber);
  return {
    ...(contact ? { known: draft } : {}),
    ...(wrongGuesses ? { wrongGuesses } : {}),
    ...(caseNumber && ownCase
      ? { cases: [...others, { number: caseNumber, ...(rmaNumber ? { rma: rmaNumber } : {}) }] }
      : {}),
  };
}

/** The dialog that a first message calls for; a fault that is told without a wish opens a case. */
function jobOf({ understood }: Heard): string | undefined {
  const { intents, slots } = understood;
  const jobs: Partial<Record<Intent, string>> = {
    'request-rma': 'request-rma',
    'open-case': 'open-case',
    'check-status': 'check-status',
  };
  const wanted = intents.map(intent => jobs[intent]).find(Boolean);
  if (wanted) return wanted;
  if (intents[0] !== 'none') return undefined;
  if (slots.caseNumber || slots.rmaNumber) return 'check-status';
  return slots.problem || slots.products.length > 0 ? 'open-case' : undefined;
}

function smallTalk(texts: Texts, intent: Intent): Reply {
  const lines: Partial<Record<Intent, string>> = {
    greeting: texts.greeting,
    thanks: texts.welcome,
    goodbye: texts.goodbye,
    'talk-to-agent': texts.people,
    'approve-estimate': texts.estimatesByPeople,
    'decline-estimate': texts.estimatesByPeople,
    faq: texts.cannotAnswer,
    help: texts.howCanIHelp,
    cancel: texts.nothingToCancel,
  };
  const text = lines[intent] ?? texts.howCanIHelp;
  return intent === 'goodbye' || intent === 'talk-to-agent' ? { text } : { text, choices: texts.openingChoices };
}
