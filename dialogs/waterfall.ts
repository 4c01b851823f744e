/**
 * The base of every dialog: a waterfall of steps over a typed draft. A step that asks is skipped while the draft
 * already holds its answer, so one sentence can fill many; where the person stands is not stored but found anew from
 * the draft, so a step can be added, moved or renamed by a deploy. This file knows how a question is asked, repeated,
 * corrected, taken back and given up; what is asked stands in the steps, and every sentence in the texts.
 */

import type { Card, Sent } from './card.ts';
import {
  answerAlong,
  asksOnly,
  type Between,
  isQuestion,
  isTalk,
  sureAnswer,
  talk,
  withoutMentions,
} from './in-between.ts';
import type { Active, Asking } from './memory.ts';
import { type Wish, wishIn } from './people/people.ts';
import { after, answerFirst, type Choice, joined, type Reply, unique } from './reply.ts';
import { asideFor } from './small-talk.ts';
import type { Answer, AskStep, Heard, TurnContext, Waterfall } from './step.ts';
import type { Texts } from './texts/en.ts';
import type { Change, Field } from './understanding/understood.ts';

/** Where a message has brought a dialog. */
export type Progress =
  | { kind: 'asking'; active: Active; replies: Reply[] }
  | { kind: 'ended'; draft: unknown; replies: Reply[]; next?: { dialog: string; draft: unknown } }
  /** Whoever talks here wants to talk to a person: the desk sees to that, and the question stays open. */
  | { kind: 'person'; active: Active; wish: Wish; heard: Heard; replies: Reply[] }
  /** Given up, or begun anew, as the person wished. */
  | { kind: 'dropped'; anew: boolean; replies: Reply[] };

/** A dialog as the desk sees it: its draft is its own affair, parsed whenever it comes back from the store. */
export interface Dialog {
  readonly name: string;
  /** Begins with what is known, and with what the first message tells. */
  begin(draft: unknown, turn: TurnContext, heard?: Heard): Promise<Progress>;
  /** Takes one message to the dialog under way. */
  proceed(active: Active, turn: TurnContext, heard: Heard): Promise<Progress>;
  /** Takes what came from a card; `heard` are the words that go with it. */
  receive(active: Active, turn: TurnContext, sent: Sent, heard: Heard): Promise<Progress>;
  /** Puts a line before the open question, where a message held nothing to read. */
  remind(active: Active, turn: TurnContext, line: string): Promise<Progress>;
}

export function createDialog<D>(waterfall: Waterfall<D>, texts: Texts): Dialog {
  /** Drafts that this process made itself need no reading. */
  const own = new WeakSet<object>();

  /** A draft of another build that makes no sense any more costs the answers, but not the conversation. */
  async function resume(active: Active, turn: TurnContext, go: (run: Run<D>) => Promise<Progress>): Promise<Progress> {
    const read = isOwn(active.draft)
      ? ({ success: true, data: active.draft } as const)
      : waterfall.draft.safeParse(active.draft);
    if (!read.success) return { kind: 'dropped', anew: true, replies: [{ text: texts.lostDraft }] };
    return kept(await go({ waterfall, texts, turn, active, draft: read.data }));
  }

  function isOwn(draft: unknown): draft is D {
    return typeof draft === 'object' && draft !== null && own.has(draft);
  }

  function kept(progress: Progress): Progress {
    if (progress.kind === 'asking' || progress.kind === 'person') own.add(progress.active.draft as object);
    return progress;
  }

  return {
    name: waterfall.name,

    async begin(start, turn, heard) {
      const draft = waterfall.draft.parse(start);
      const active: Active = { dialog: waterfall.name, draft, trail: [] };
      const filled = heard ? waterfall.fill(heard, draft, turn, undefined) : { draft, noted: [] };
      return kept(await advance({ waterfall, texts, turn, active, draft: filled.draft }, [texts.noted(filled.noted)]));
    },

    proceed: (active, turn, heard) => resume(active, turn, run => hear(run, heard)),

    receive: (active, turn, sent, heard) => resume(active, turn, run => receive(run, sent, heard)),

    remind: (active, turn, line) => resume(active, turn, run => repeat(run, [line])),
  };
}

interface Run<D> {
  waterfall: Waterfall<D>;
  texts: Texts;
  turn: TurnContext;
  active: Active;
  draft: D;
}

async function hear<D>(run: Run<D>, heard: Heard): Promise<Progress> {
  return (
    (await chosen(run, heard)) ??
    (await settleDrop(run, heard)) ??
    (await answerOwn(run, heard)) ??
    (await obey(run, heard)) ??
    (await change(run, heard)) ??
    answer(run, heard)
  );
}

/** Whoever uses a card goes on with the request: a question whether to drop it is settled by that. */
async function receive<D>(run: Run<D>, sent: Sent, heard: Heard): Promise<Progress> {
  const { confirming, ...active } = run.active;
  run.active = active;
  // A yes to "shall I drop this?" is another yes than one to a summary.
  const open = confirming ? undefined : active.asking?.step;
  const received = await run.waterfall.sent?.(sent, run.draft, run.turn, open);
  switch (received?.kind) {
    case 'as-said':
      return hear(run, heard);
    case 'taken': {
      run.draft = received.draft;
      const { card, say } = received;
      return card ? withCard(await advance(run, []), card, say) : advance(run, [say]);
    }
    default:
      return repeat(run, [received?.say ?? run.texts.summaryCard.earlier]);
  }
}

/** A card beside the question that comes last, unless that has one of its own. */
function withCard(progress: Progress, card: Card, say: string): Progress {
  const question = progress.replies.at(-1);
  if (!question || question.card) return { ...progress, replies: [{ text: say, card }, ...progress.replies] };
  const beside = { ...after([say], question), card: { ...card, lead: joined([card.lead, question.text]) } };
  return { ...progress, replies: [...progress.replies.slice(0, -1), beside] };
}

/** The desk has asked whether to drop everything; anything but a yes goes on. */
async function settleDrop<D>(run: Run<D>, heard: Heard): Promise<Progress | undefined> {
  const { confirming, ...active } = run.active;
  if (!confirming) return undefined;
  if (run.texts.goOnWords.test(heard.text)) {
    run.active = active;
    return repeat(run, [run.texts.goingOn]);
  }
  const same = heard.understood.intents[0] === confirming;
  if (heard.understood.answer === 'yes' || same) {
    const anew = confirming === 'start-over';
    return {
      kind: 'dropped',
      anew,
      replies: anew ? [] : [{ text: run.texts.dropped, choices: run.texts.openingChoices }],
    };
  }
  run.active = active;
  return heard.understood.answer === 'no' ? repeat(run, [run.texts.goingOn]) : undefined;
}

/** The commands that work at any question. */
async function obey<D>(run: Run<D>, heard: Heard): Promise<Progress | undefined> {
  const { texts } = run;
  const own = run.waterfall.command?.(heard, run.draft, run.turn);
  if (own) {
    run.draft = own.draft;
    return own.card ? withCard(await goOn(run, []), own.card, own.say) : goOn(run, [own.say]);
  }
  const [intent] = heard.understood.intents;
  switch (intent) {
    case 'cancel':
    case 'start-over': {
      const reply = { text: texts.reallyDrop(intent), choices: texts.yesNo };
      return { kind: 'asking', active: { ...run.active, draft: run.draft, confirming: intent }, replies: [reply] };
    }
    case 'back':
      return back(run);
    case 'help':
      return aside(run, heard, texts.help(asked(run)?.why));
    default:
      return wishFor(run, heard);
  }
}

/** A person is wanted, or small talk that sounds like it. */
async function wishFor<D>(run: Run<D>, heard: Heard): Promise<Progress | undefined> {
  const wish = wishIn(heard, run.texts);
  const isTalk = !wish && heard.understood.intents[0] === 'talk-to-agent' && !heard.understood.slots.phone;
  const line = isTalk ? asideFor(heard.text, run.texts) : undefined;
  if (line) return aside(run, heard, line);
  if (!wish) return undefined;
  const { draft, noted } = run.waterfall.fill(heard, run.draft, run.turn, undefined);
  const told = run.texts.noted(noted);
  return { kind: 'person', active: { ...run.active, draft }, wish, heard, replies: told ? [{ text: told }] : [] };
}

/** An article that was offered by its title. */
async function chosen<D>(run: Run<D>, heard: Heard): Promise<Progress | undefined> {
  const answer = run.turn.namesArticle(heard.text) ? await sureAnswer(run, heard) : undefined;
  return answer && aside(run, heard, answer);
}

/** A line or an answer in between, what the message told besides, and the question again. */
async function aside<D>(run: Run<D>, heard: Heard, said: string | Reply): Promise<Progress> {
  const filled = run.waterfall.fill(isQuestion(heard) ? withoutMentions(heard) : heard, run.draft, run.turn, undefined);
  run.draft = filled.draft;
  const noted = run.texts.noted(filled.noted);
  if (typeof said === 'string') return repeat(run, [noted, said]);
  const { choices = [], ...answer } = said;
  const offered = choices.filter(({ value }) => !run.texts.noneOfThese.test(value));
  const text = [answer.text, offered.map(({ title }) => `- ${title}`).join('\n')].filter(Boolean).join('\n\n');
  const progress = await repeat(run, [noted]);
  return { ...progress, replies: answerFirst({ ...answer, text }, progress.replies, offered) };
}

async function back<D>(run: Run<D>): Promise<Progress> {
  const trail = [...run.active.trail];
  const last = trail.pop();
  const step = last && askStep(run, last.step);
  if (!step) return repeat(run, [run.texts.nothingBefore]);
  run.active = { ...run.active, trail };
  if (last.focus) run.draft = { ...run.draft, focus: last.focus };
  return ask(run, step, [run.texts.asItStands(step.shown?.(run.draft))], {
    step: step.name,
    misses: 0,
    changing: true,
  });
}

/** A correction of something that was answered before, wherever the dialog stands. */
async function change<D>(run: Run<D>, heard: Heard): Promise<Progress | undefined> {
  const told = heard.understood.change;
  const wish = told ?? run.waterfall.contradicted?.(heard, run.draft);
  if (!wish) return undefined;
  // "Sorry, jo@acme.com" where an address is asked for anyway.
  if (asked(run)?.reads === wish.field && wish.value !== undefined) return undefined;
  const step = askStepFor(run, wish.field);
  const isOfAnother = !told && wish.item !== undefined && !run.active.asking?.changing;
  const contradicts =
    wish.value !== undefined && (isOfAnother || (step !== asked(run) && step?.shown?.(run.draft) !== undefined));
  const meant = heard.understood.intents[0] === 'change-detail' || heard.understood.answer === 'no' || contradicts;
  return meant ? changeTo(run, wish, heard) : undefined;
}

async function changeTo<D>(run: Run<D>, said: Change, heard: Heard): Promise<Progress | undefined> {
  const aimed = run.waterfall.aim(run.draft, said, heard);
  if ('say' in aimed) return repeat(run, [aimed.say]);
  const wish = aimed.change ?? said;
  const step = askStepFor(run, wish.field);
  if (!step) return undefined;
  if ('ask' in aimed) return { kind: 'asking', active: { ...run.active, draft: run.draft }, replies: [aimed.ask] };
  run.draft = aimed.draft;
  const changing: Asking = { step: step.name, misses: 0, changing: true };
  const focus = run.waterfall.focus?.(run.draft, step.name);
  const result = await newValue(run, step, wish, heard);
  if (result?.kind === 'doubt') {
    run.draft = result.draft ?? run.draft;
    return pose(run, result.ask, { ...changing, doubt: result.doubt, question: result.ask });
  }
  if (result?.kind === 'taken') {
    run.draft = result.draft;
    return advance(run, [
      run.texts.changed(step.shown?.({ ...result.draft, ...(focus ? { focus } : {}) })),
      result.say,
    ]);
  }
  const why = result?.kind === 'unclear' ? result.say : undefined;
  return ask(run, step, [why ?? run.texts.asItStands(step.shown?.(run.draft))], changing);
}

/** What the step makes of the new value; undefined where only the wish to change it was told ("the serial is wrong"). */
async function newValue<D>(run: Run<D>, step: AskStep<D>, wish: Change, heard: Heard): Promise<Answer<D> | undefined> {
  if (wish.value !== undefined) return step.answer(await run.turn.hear(wish.value), run.draft, run.turn, undefined);
  const result = step.open ? undefined : await step.answer(heard, run.draft, run.turn, undefined);
  return result?.kind === 'taken' ? result : undefined;
}

/** What can only be meant for the open question. */
async function answerOwn<D>(run: Run<D>, heard: Heard): Promise<Progress | undefined> {
  return asked(run)?.own?.(heard) ? answer(run, heard) : undefined;
}

async function answer<D>(run: Run<D>, heard: Heard): Promise<Progress> {
  const { texts, waterfall, turn } = run;
  const { asking } = run.active;
  const step = asked(run);
  if (!step || !asking) {
    const filled = waterfall.fill(heard, run.draft, turn, undefined);
    run.draft = filled.draft;
    return advance(run, [texts.noted(filled.noted)]);
  }
  const keeps = step.takesLeaving ? texts.keepWord : texts.keepWords;
  if (asking.changing && keeps.test(heard.text)) {
    run.draft = { ...run.draft, focus: undefined };
    return advance(run, [texts.kept]);
  }
  const isOwn = step.own?.(heard) === true;
  if (!isOwn && !step.open && waterfall.elsewhere?.(heard, run.draft)) return repeat(run, [texts.afterThis]);
  const talks = !isOwn && isTalk(heard, texts);
  if (talks && (asksOnly(heard, step.field) || (step.open && !heard.understood.slots.problem))) {
    return aside(run, heard, await talk(between(run), heard));
  }
  const focus = waterfall.focus?.(run.draft, step.name);
  const result = await step.answer(heard, run.draft, turn, asking.doubt);
  if (result.kind === 'unclear') {
    const mayAsk = heard.text.includes('?') && !isOwn;
    const said = talks ? await talk(between(run), heard) : mayAsk && (await sureAnswer(run, heard));
    if (said) return aside(run, heard, said);
  }
  if (result.kind === 'doubt') {
    run.draft = result.draft ?? run.draft;
    return pose(run, result.ask, { ...asking, misses: 0, doubt: result.doubt, question: result.ask });
  }
  if (result.kind === 'elsewhere')
    return (await changeTo(run, result.change, heard)) ?? repeat(run, [texts.notUnderstood]);
  const taken = result.kind === 'taken';
  const left = result.draft ?? run.draft;
  const filled = isOwn ? { draft: left, noted: [] } : waterfall.fill(heard, left, turn, { step: step.name, focus });
  run.draft = filled.draft;
  if (taken) {
    run.active = { ...run.active, trail: trailAfter(run, step, focus) };
    const progress = await advance(run, [result.say, texts.noted(filled.noted)]);
    const also = isOwn ? undefined : await answerAlong(run, heard);
    return also ? { ...progress, replies: answerFirst(also, progress.replies) } : progress;
  }
  if (filled.noted.length) return goOn(run, [texts.noted(filled.noted)]);
  const stray = isOwn ? undefined : waterfall.stray?.(heard, run.draft, { step: step.name, focus });
  if (stray?.noted.length) {
    run.draft = stray.draft;
    return advance(run, [texts.noted(stray.noted)]);
  }
  const misses = asking.misses + 1;
  const lead = [result.say ?? texts.notUnderstood, misses >= 2 ? texts.twiceNotUnderstood : ''];
  const choices = [...(result.choices ?? []), ...(misses >= 2 ? texts.wayOut : [])];
  if (result.stay && asking.question) {
    const again = after(lead, asking.question);
    const offered = unique([...choices, ...(again.choices ?? [])]);
    return pose(run, { ...again, choices: offered }, { ...asking, misses });
  }
  return ask(run, step, lead, { step: step.name, misses, changing: asking.changing }, choices);
}

/** The questions that "back" returns to, now that this one is answered. */
function trailAfter<D>({ active: { trail }, draft }: Run<D>, step: AskStep<D>, focus: string | undefined) {
  const { settles } = step;
  if (settles) return step.pending(draft) ? trail : trail.filter(before => !settles.includes(before.step));
  return [...trail, { step: step.name, ...(focus ? { focus } : {}) }].slice(-40);
}

/** Does what is due, then asks the first question that is open; what was done may open an earlier one again. */
async function advance<D>(run: Run<D>, lead: (string | undefined)[]): Promise<Progress> {
  const told: Reply[] = [];
  let said = lead;
  for (let done = 0; done <= MOST_DONE; done++) {
    const step = run.waterfall.steps.find(one => one.pending(run.draft));
    if (!step) break;
    if (step.kind === 'ask') {
      const progress = await ask(run, step, said, { step: step.name, misses: 0 });
      return { ...progress, replies: [...told, ...progress.replies] };
    }
    const outcome = await step.run(run.draft, run.turn);
    run.draft = outcome.draft;
    if (outcome.kind === 'done' && outcome.issued) run.active = { ...run.active, trail: [] };
    // What was understood and what follows from it are one message.
    const [first, ...others] = outcome.replies;
    if (first && !first.about) {
      told.push(after(said, first), ...others);
      said = [];
    } else if (first) {
      const opening = joined(said);
      told.push(...(opening ? [{ text: opening }] : []), ...outcome.replies);
      said = [];
    }
    if (outcome.kind === 'ended') {
      const rest = joined(said);
      return { ...outcome, replies: rest ? [...told, { text: rest }] : told };
    }
  }
  throw new Error(`the dialog ${run.waterfall.name} has no end`);
}

/** More than any dialog does in one turn: a step that stays due would be done for ever. */
const MOST_DONE = 20;

/** Where the open question is still the next one, it stands as it was asked, with what it doubts. */
function goOn<D>(run: Run<D>, lead: (string | undefined)[]): Promise<Progress> {
  const next = run.waterfall.steps.find(step => step.pending(run.draft));
  return next !== undefined && next === asked(run) && run.active.asking?.question
    ? repeat(run, lead)
    : advance(run, lead);
}

/** Asks the open question once more after a line in between, unless that has answered it. */
async function repeat<D>(run: Run<D>, lead: (string | undefined)[]): Promise<Progress> {
  const step = asked(run);
  const { asking } = run.active;
  if (!step || !asking || !(asking.changing || step.pending(run.draft))) return advance(run, lead);
  return asking.question ? pose(run, after(lead, asking.question), asking) : ask(run, step, lead, asking);
}

async function ask<D>(
  run: Run<D>,
  step: AskStep<D>,
  lead: (string | undefined)[],
  asking: Asking,
  choices: Choice[] = [],
): Promise<Progress> {
  const isOpen = run.active.asking?.step === step.name;
  const question =
    (isOpen ? await step.again?.(run.draft, run.turn) : undefined) ?? (await step.ask(run.draft, run.turn));
  const reply = after(lead, question);
  return pose(run, { ...reply, choices: unique([...choices, ...(reply.choices ?? [])]) }, asking);
}

function pose<D>(run: Run<D>, reply: Reply, asking: Asking): Progress {
  return { kind: 'asking', active: { ...run.active, draft: run.draft, asking }, replies: [reply] };
}

function between<D>(run: Run<D>): Between {
  return { ...run, why: asked(run)?.why };
}

function asked<D>(run: Run<D>): AskStep<D> | undefined {
  return run.active.asking && askStep(run, run.active.asking.step);
}

function askStep<D>(run: Run<D>, name: string): AskStep<D> | undefined {
  return run.waterfall.steps.find((step): step is AskStep<D> => step.kind === 'ask' && step.name === name);
}

function askStepFor<D>(run: Run<D>, field: Field): AskStep<D> | undefined {
  return run.waterfall.steps.find((step): step is AskStep<D> => step.kind === 'ask' && step.field === field);
}
