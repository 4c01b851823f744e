/** The desk in conversation: decides what a message is for, and hands it to the dialog that does it. */
import { afterwards } from './afterwards.ts';
import { createAnswers } from './answers.ts';
import { isAsked, mayAsk, onlyAsks } from './asking.ts';
import type { Sent } from './card.ts';
import { DANGER } from './danger.ts';
import type { DialogDependencies } from './dependencies.ts';
import { createEmailChat, type EmailChatDraft, emailChat, emailIn, emailOf, wantsChatEmailed } from './email-chat.ts';
import type { EstimateDraft } from './estimate/draft.ts';
import { createAnswerEstimate } from './estimate/estimate.ts';
import { createFilePlacing } from './files.ts';
import { asProblem, caseMeant, isStory, jobOf } from './first-message.ts';
import { Draft, impersonal, sameCustomer } from './intake/draft.ts';
import { fillPerson } from './intake/person.ts';
import { tried } from './intake/troubleshooting.ts';
import type { Active, Memory } from './memory.ts';
import { createOpenCase } from './open-case.ts';
import { createOwnReturn } from './own-return/own-return.ts';
import { createProveEmail } from './own-return/prove-email.ts';
import { errandFor, knownSince, lastLookedAt } from './own-return/start.ts';
import { createCallBack } from './people/call-back.ts';
import { callCodeIn, takeCallCode } from './people/from-call.ts';
import { createPeople, type Told, type Wish, wishIn } from './people/people.ts';
import { askRating, endsConversation, takeRating } from './rating.ts';
import { joined, type Reply, unique } from './reply.ts';
import { createRequestRma } from './request-rma.ts';
import { asideFor } from './small-talk.ts';
import type { Spoken } from './spoken.ts';
import { createCheckStatus, type StatusDraft } from './status/check-status.ts';
import { createMyCases } from './status/my-cases.ts';
import type { Heard, TurnContext } from './step.ts';
import type { Texts } from './texts/en.ts';
import { createTurnContexts } from './turn-context.ts';
import type { Intent } from './understanding/understood.ts';
import { isSomebody, proofIn, withoutPerson, withValidProof } from './verification/proof.ts';
import { createSignIn } from './verification/sign-in.ts';
import { createDialog, type Dialog, type Progress } from './waterfall.ts';

interface Answer {
  memory: Memory;
  replies: Reply[];
}

export type Respond = (memory: Memory, spoken: Spoken) => Promise<Answer>;

/** After so long a silence the person is welcomed back. */
const LONG_SILENCE_MS = 6 * 3_600_000;

export function createResponder(deps: DialogDependencies): Respond {
  const { texts } = deps;
  const openCase = createDialog(createOpenCase(deps), texts);
  const requestRma = createDialog(createRequestRma(deps), texts);
  const checkStatus = createDialog(createCheckStatus(deps), texts);
  const mailing = createDialog(createEmailChat(deps), texts);
  const signIn = createDialog(createSignIn(deps), texts);
  const ownReturn = createDialog(createOwnReturn(deps), texts);
  const proveEmail = createDialog(createProveEmail(deps), texts);
  const myCases = createDialog(createMyCases(deps), texts);
  const answerEstimate = createDialog(createAnswerEstimate(deps), texts);
  const callingBack = createDialog(createCallBack(deps), texts);
  const people = createPeople(deps);
  const dialogs = [
    openCase,
    requestRma,
    checkStatus,
    mailing,
    signIn,
    ownReturn,
    proveEmail,
    myCases,
    answerEstimate,
    callingBack,
  ];
  const answers = createAnswers(deps);
  const contextOf = createTurnContexts(deps, answers);
  const files = createFilePlacing({ ...deps, intakes: [openCase.name, requestRma.name] });
  const named = (name: string | undefined) => dialogs.find(dialog => dialog.name === name);

  /** Puts where a dialog has come to back into the memory; one that leads to the next goes on there at once. */
  async function settle(memory: Memory, progress: Progress, turn: TurnContext): Promise<Answer> {
    const { active: before, ...rest } = memory;
    if (progress.kind === 'person') {
      const { active, wish, heard, replies } = progress;
      const { memory: after, replies: told } = await towards(wish, { ...rest, active }, heard, turn);
      return { memory: after, replies: [...replies, ...told] };
    }
    if (before?.dialog === callingBack.name && rest.paused && progress.kind !== 'asking') {
      const { paused, ...free } = rest;
      return goOn({ memory: { ...free, active: paused }, replies: progress.replies, again: true }, turn);
    }
    if (progress.kind === 'asking') {
      return {
        memory: { ...rest, ...remembered(rest, progress.active.draft, turn), active: progress.active },
        replies: progress.replies,
      };
    }
    if (progress.kind === 'dropped') {
      // A new address is proven for what went before it, and begun again with that.
      const dialog = progress.anew && (before?.dialog === proveEmail.name ? ownReturn : named(before?.dialog));
      if (!dialog) return { memory: rest, replies: progress.replies };
      const again = await start(dialog, rest, turn);
      return { ...again, replies: [{ text: texts.startingOver }, ...progress.replies, ...again.replies] };
    }
    const ended = { ...rest, ...remembered(rest, progress.draft, turn), ...customerOf(rest, progress.draft) };
    const following = named(progress.next?.dialog);
    if (!following) return { memory: ended, replies: progress.replies };
    const next = await settle(ended, await following.begin(progress.next?.draft, turn), turn);
    return { ...next, replies: [...progress.replies, ...next.replies] };
  }

  /** Somebody wants a person, or to be called back: what was under way waits meanwhile. */
  async function towards(wish: Wish, memory: Memory, heard: Heard, turn: TurnContext): Promise<Answer> {
    if (wish === 'person') return goOn(await people.wanted(memory, heard, turn), turn);
    const { active, ...rest } = memory;
    const waits = active && active.dialog !== callingBack.name ? { paused: active } : {};
    const draft = people.callBack(deps.drawKey(), memory, heard);
    return settle({ ...rest, ...waits }, await callingBack.begin(draft, turn, heard), turn);
  }

  /** What people had to do with is told; where the desk has the word again, the question that was open is asked again. */
  async function goOn({ memory, replies, again }: Told, turn: TurnContext): Promise<Answer> {
    const dialog = named(memory.active?.dialog);
    if (!again) return { memory, replies };
    if (!memory.active || !dialog) {
      const last = replies.at(-1);
      const choices = last?.choices ?? texts.openingChoices;
      return { memory, replies: last ? [...replies.slice(0, -1), { ...last, choices }] : [] };
    }
    const line = joined(replies.map(({ text }) => text));
    const answer = await settle(memory, await dialog.remind(memory.active, turn, line), turn);
    const [asked, ...others] = [...answer.replies].reverse();
    const offered = replies.flatMap(({ choices = [] }) => choices);
    if (!asked || offered.length === 0) return answer;
    const both = { ...asked, choices: unique([...offered, ...(asked.choices ?? [])]) };
    return { ...answer, replies: [...others.reverse(), both] };
  }

  async function start(dialog: Dialog, memory: Memory, turn: TurnContext, heard?: Heard) {
    const { wrongGuesses } = memory;
    if (dialog === answerEstimate) {
      return settle(memory, await dialog.begin(estimateMeant(deps.drawKey(), memory), turn, heard), turn);
    }
    const draft =
      dialog === checkStatus ? lastLookedAt(memory) : sameCustomer(deps.drawKey(), memory.known, turn.verified);
    const claimed = dialog === requestRma && heard ? caseMeant(memory, heard) : {};
    return settle(memory, await dialog.begin({ ...draft, ...claimed, wrongGuesses }, turn, heard), turn);
  }

  /** Something came from a card, which may be one of a request that is long over. */
  async function received(memory: Memory, sent: Sent, heard: Heard, turn: TurnContext): Promise<Answer> {
    const dialog = named(memory.active?.dialog);
    if (memory.active && dialog) return settle(memory, await dialog.receive(memory.active, turn, sent, heard), turn);
    return {
      memory,
      replies: [{ text: texts.cardOver(sent.kind, memory.cases.at(-1)), choices: texts.openingChoices }],
    };
  }

  async function converse(memory: Memory, heard: Heard, turn: TurnContext): Promise<Answer> {
    if (texts.verification.leaveWords.test(heard.text)) return forgotten(memory, turn);
    const { active, ...idle } = memory;
    const dialog = named(active?.dialog);
    if (dialog !== mailing && wantsChatEmailed(heard)) return mailChat(memory, heard, turn);
    if (active && dialog) {
      const outgrown = dialog === openCase ? wantsReturn(active, heard) : undefined;
      const progress = outgrown ? requestRma.begin(outgrown, turn, heard) : dialog.proceed(active, turn, heard);
      return settle(memory, await progress, turn);
    }
    return atRest(idle, heard, turn);
  }

  /** Whoever signs out is nobody in particular again; of what was under way the products stay, and nothing personal. */
  async function forgotten(memory: Memory, turn: TurnContext): Promise<Answer> {
    const { forgotten: done, nothingToForget } = texts.verification;
    const { active } = memory;
    const dialog = named(active?.dialog);
    if (!isSomebody(memory)) {
      if (active && dialog) return settle(memory, await dialog.remind(active, turn, nothingToForget), turn);
      return { memory, replies: [{ text: nothingToForget, choices: texts.openingChoices }] };
    }
    const nobody = withoutPerson(memory);
    const draft = active && impersonal(active.draft);
    if (!draft || !dialog) return { memory: nobody, replies: [{ text: done, choices: texts.openingChoices }] };
    const anew = { ...turn, verified: undefined, ownCases: [] };
    const begun = await settle(nobody, await dialog.begin(draft, anew), anew);
    return { ...begun, replies: [{ text: done }, ...begun.replies] };
  }

  /** The chat by email; a question that is open is asked again. */
  async function mailChat(memory: Memory, heard: Heard, turn: TurnContext): Promise<Answer> {
    const { active, ...rest } = memory;
    const dialog = named(active?.dialog);
    const draft: EmailChatDraft = { email: emailIn(heard) ?? emailOf(memory), mailed: memory.mailed ?? [] };
    if (!active || !dialog) return settle(rest, await mailing.begin(draft, turn, heard), turn);
    const open = { ...active, confirming: undefined };
    const sent = draft.email === undefined ? undefined : await emailChat(deps, draft, turn);
    const noted: Partial<Memory> = sent ? { mailed: sent.mailed } : { mailWanted: true };
    const line = sent?.text ?? texts.transcriptWaits;
    return settle({ ...memory, ...noted }, await dialog.remind(open, turn, line), turn);
  }

  /** Sends the chat that was asked for before there was an address. */
  async function mailOwed(answer: Answer, turn: TurnContext): Promise<Answer> {
    const { mailWanted, ...memory } = answer.memory;
    const email = mailWanted && emailOf(memory);
    if (!email) return answer;
    const { mailed, text } = await emailChat(deps, { email, mailed: memory.mailed ?? [] }, turn);
    return { memory: { ...memory, mailed }, replies: [{ text }, ...answer.replies] };
  }

  /** What was told on the phone is known here as well, and the case that was opened there is theirs. */
  async function fromCall(pin: string, memory: Memory, turn: TurnContext): Promise<Answer | undefined> {
    const taken = await takeCallCode(deps.pins, pin, turn, deps.drawKey());
    const { fromCall: told } = texts;
    if (taken.kind !== 'right') {
      // Where nobody can have called, six digits are something else.
      return deps.isLineOpen
        ? { memory, replies: [{ text: told[taken.kind], choices: texts.openingChoices }] }
        : undefined;
    }
    const { draft, caseNumber } = taken;
    const cases = caseNumber ? [...memory.cases, { number: caseNumber }] : memory.cases;
    const begun = await settle({ ...memory, cases }, await requestRma.begin(draft, turn), turn);
    return { ...begun, replies: [{ text: told.right(caseNumber) }, ...begun.replies] };
  }

  /** Nothing is under way: the message asks something, wants a job done, or says what people say. */
  async function atRest(memory: Memory, heard: Heard, turn: TurnContext): Promise<Answer> {
    const callCode = callCodeIn(heard);
    const fromPhone = callCode && (await fromCall(callCode, memory, turn));
    if (fromPhone) return fromPhone;
    if (texts.verification.beenHereWords.test(heard.text))
      return settle(memory, await signIn.begin({}, turn, heard), turn);
    if (texts.estimate.words.test(heard.text)) return start(answerEstimate, memory, turn, heard);
    const { answered, ...others } = memory;
    const rating = memory.rating && (await takeRating(deps, memory.rating, heard));
    const rest = rating ? { ...others, rating: rating.asked } : others;
    if (rating?.reply) return { memory: rest, replies: [rating.reply] };
    const voted = answered && (await vote(answered, heard));
    if (voted) return { memory: rest, replies: [voted] };
    if (texts.noneOfThese.test(heard.text)) return { memory: rest, replies: [{ text: texts.unknownAnswer }] };
    const wish = wishIn(heard, texts) ?? (givesNumber(heard) ? 'call-back' : undefined);
    if (wish) return towards(wish, rest, heard, turn);
    const chosen = turn.namesArticle(heard.text);
    const errand = chosen ? undefined : errandFor(rest, heard, turn);
    const errandDialog = named(errand?.dialog);
    if (errand && errandDialog) {
      const { wrongGuesses } = rest;
      return settle(rest, await errandDialog.begin({ ...errand.draft, wrongGuesses }, turn, heard), turn);
    }
    const later = chosen ? undefined : afterwards(rest, heard, texts);
    if (later?.kind === 'change')
      return { memory: rest, replies: [{ text: texts.onRecord(later.caseNumber, later.label) }] };
    if (later) {
      const begun = await start(later.forReturn ? requestRma : openCase, rest, turn, heard);
      return { ...begun, replies: rest.known ? [{ text: texts.anotherRequest }, ...begun.replies] : begun.replies };
    }
    const job = chosen ? undefined : named(jobOf(heard));
    const { mistyped } = heard.understood.slots;
    if (mistyped !== undefined && job !== openCase) {
      return { memory: rest, replies: [{ text: texts.mistyped(mistyped), choices: texts.openingChoices }] };
    }
    const told = chosen || mayAsk(heard, job !== undefined) ? await turn.tell(heard, undefined) : undefined;
    // "Any news?" is about the case that was talked about, where there is one.
    const isOwnStatus = heard.understood.intents[0] === 'check-status' && (rest.cases.length > 0 || rest.lookedUp);
    const isAnswered = told?.kind === 'answered' || (told?.kind === 'offered' && job === checkStatus);
    const asks = onlyAsks(heard) && isAnswered && !isOwnStatus;
    if (job && !asks) {
      const begun = await start(job, rest, turn, isStory(heard) ? asProblem(heard) : heard);
      const along = told?.kind === 'answered' && !isOwnStatus ? [told.reply] : [];
      return { ...begun, replies: [...along, ...begun.replies] };
    }
    const aside = asideFor(heard.text, texts, told?.kind === 'answered');
    if (aside) return { memory: rest, replies: [{ text: aside, choices: texts.openingChoices }] };
    if (told?.kind === 'answered') {
      const { reply, article } = told;
      const text = `${reply.text}\n\n${texts.wasHelpful}`;
      const asked = turn.thumbs ? reply : { ...reply, text, choices: texts.helpfulChoices };
      const key = reply.vote ?? deps.drawKey();
      return { memory: { ...rest, answered: { article: article.id, key } }, replies: [asked] };
    }
    if (told && isAsked(heard)) return { memory: rest, replies: [told.reply] };
    return farewell(rest, heard) ?? introduced(rest, heard);
  }

  /** Whoever has their numbers and wants nothing more is asked, once, how it went. */
  function farewell(memory: Memory, heard: Heard): Answer | undefined {
    const caseNumber = memory.cases.at(-1)?.number;
    if (!caseNumber || memory.rating || !endsConversation(heard, texts)) return undefined;
    const line = heard.understood.intents[0] === 'thanks' ? texts.welcome : texts.goodbye;
    const rating = { key: deps.drawKey(), caseNumber, stage: 'asked' as const };
    return { memory: { ...memory, rating }, replies: [askRating(texts, line)] };
  }

  /** Whoever says who they are before what they want need not say it again. */
  function introduced(memory: Memory, heard: Heard): Answer {
    const reply = smallTalk(texts, heard.understood.intents[0]);
    if (!['none', 'greeting'].includes(heard.understood.intents[0])) return { memory, replies: [reply] };
    const { draft, noted } = fillPerson(deps, heard, sameCustomer('', memory.known), undefined);
    if (noted.length === 0) return { memory, replies: [reply] };
    const { key: _, products: _p, ...known } = draft;
    return { memory: { ...memory, known }, replies: [{ ...reply, text: `${texts.noted(noted)}\n\n${reply.text}` }] };
  }

  /** What is said to whether the answer before helped; undefined where the message says nothing about that. */
  async function vote({ article, key }: { article: string; key: string }, heard: Heard): Promise<Reply | undefined> {
    const helped = texts.helpfulWords.test(heard.text);
    if (!helped && !texts.unhelpfulWords.test(heard.text)) return undefined;
    await deps.feedback.count({ key, article, helped });
    if (helped) return { text: texts.gladItHelped, choices: texts.openingChoices };
    const known = answers.named(article);
    return texts.sorryNoHelp(known ? answers.related(known) : []);
  }

  /** An open intake that turns out to be about a return: the same draft, with more to ask. */
  function wantsReturn(active: Active, heard: Heard): Draft | undefined {
    const step = active.asking?.step;
    if (step === 'offer-rma' || active.confirming || heard.understood.intents[0] !== 'request-rma') return undefined;
    const draft = Draft.safeParse(active.draft);
    if (!draft.success) return undefined;
    return step === 'troubleshooting' ? tried(draft.data, 'no-help') : draft.data;
  }

  /** What somebody of the staff is told: files go with the case, and only those that nobody gets are spoken of. */
  async function quietly(told: Told, before: Memory, spoken: Spoken, turn: TurnContext): Promise<Answer> {
    const { memory } = await files.placed(before, told.memory, spoken);
    const refused = spoken.refused?.length ? [{ text: texts.filesRefused(spoken.refused) }] : [];
    return goOn({ ...told, memory, replies: [...refused, ...told.replies] }, turn);
  }

  /** @param lastSeen when the person wrote before this */
  async function answered(
    seen: Memory,
    spoken: Spoken,
    turn: TurnContext,
    lastSeen: Date | undefined,
  ): Promise<Answer> {
    const text = spoken.text.trim();
    const dialog = named(seen.active?.dialog);
    if (text === '') {
      const placed = await files.placed(seen, seen, spoken);
      const line = placed.line || (spoken.attachments > 0 ? texts.fileOnly : texts.emptyMessage);
      if (!dialog || !seen.active) {
        const said = placed.line || `${line} ${texts.howCanIHelp}`;
        return { memory: placed.memory, replies: [{ text: said, choices: texts.openingChoices }] };
      }
      return settle(placed.memory, await dialog.remind(seen.active, turn, line), turn);
    }
    const heard = await turn.hear(text);
    const response = await (spoken.sent ? received(seen, spoken.sent, heard, turn) : converse(seen, heard, turn));
    const answer = await mailOwed(response, turn);
    const placed = await files.placed(seen, answer.memory, spoken);
    const back = seen.active && lastSeen && spoken.at.getTime() - lastSeen.getTime() > LONG_SILENCE_MS;
    const danger = DANGER.test(text) && texts.safety;
    const fileToo = spoken.attachments > 0 && texts.fileToo;
    const lead = [danger, back && texts.welcomeBack, placed.line, fileToo].filter(Boolean).join(' ');
    return { memory: placed.memory, replies: lead ? [{ text: lead }, ...answer.replies] : answer.replies };
  }

  return async (memory, spoken) => {
    const seen = { ...files.taken(withValidProof(memory, spoken.at), spoken), greeted: true, lastSeen: spoken.at };
    const turn = contextOf(seen, spoken);
    if (spoken.kind === 'arrived') {
      return { memory: seen, replies: memory.greeted ? [] : [{ text: texts.greeting, choices: texts.openingChoices }] };
    }
    if (spoken.kind === 'event') {
      return spoken.event ? goOn(await people.told(seen, spoken.event, turn), turn) : { memory: seen, replies: [] };
    }
    const text = spoken.text.trim();
    const between = await people.heard(seen, { text, files: spoken.files }, turn);
    if (between.again !== undefined) return quietly(between, seen, spoken, turn);
    return answered(between.memory, spoken, turn, memory.lastSeen);
  };
}

/** The estimate of the return talked about last; whoever is verified need not name one. */
function estimateMeant(key: string, memory: Memory): EstimateDraft {
  const { cases, lookedUp, verified, wrongGuesses } = memory;
  const own = cases.findLast(({ rma }) => rma !== undefined)?.rma;
  const told = own ? sameCustomer('', memory.known).contact.email : lookedUp?.email;
  const of = { key, email: verified?.email ?? told, presumed: true, wrongGuesses };
  if (own) return { ...of, number: own, of: 'rma' };
  if (lookedUp) return { ...of, number: lookedUp.number, of: 'case' };
  return { key, ...(verified && { withoutNumber: true }), wrongGuesses };
}

/** Who the customer is, for the next request in the same conversation. */
function customerOf({ known }: Memory, draft: unknown): Pick<Memory, 'known'> {
  const { contact, billing, shipTo, ownCase } = (draft ?? {}) as Partial<Draft>;
  return contact && ownCase ? { known: { contact, billing, shipTo } } : knownSince(known, draft);
}

/** What the conversation knows from a dialog, whether it goes on or not: the cases opened here, the wrong guesses made. */
function remembered(memory: Memory, draft: unknown, turn: TurnContext): Partial<Memory> {
  const { caseNumber, ownCase, rmaNumber, wrongGuesses, contact, email, mailed } = (draft ?? {}) as Partial<
    Draft & StatusDraft & EmailChatDraft
  >;
  const matched = contact?.email ?? email;
  const others = memory.cases.filter(one => one.number !== caseNumber);
  const own = { number: caseNumber ?? '', ...(rmaNumber ? { rma: rmaNumber } : {}) };
  return {
    ...proofIn(memory, draft, turn.now),
    ...(wrongGuesses ? { wrongGuesses } : {}),
    ...(mailed ? { mailed } : {}),
    ...(caseNumber && ownCase ? { cases: [...others, own] } : {}),
    ...(caseNumber && !ownCase && matched ? { lookedUp: { number: caseNumber, email: matched } } : {}),
  };
}

/** "Call me at …", where nothing is under way for which the number is given. */
function givesNumber({ understood }: Heard): boolean {
  return understood.intents[0] === 'talk-to-agent' && understood.slots.phone?.kind === 'phone';
}

function smallTalk(texts: Texts, intent: Intent): Reply {
  const lines: Partial<Record<Intent, string>> = {
    greeting: texts.greeting,
    thanks: texts.welcome,
    goodbye: texts.goodbye,
    'talk-to-agent': texts.people,
    faq: texts.unknownAnswer,
    help: texts.howCanIHelp,
    cancel: texts.nothingToCancel,
    'change-detail': texts.changeByPeople,
  };
  const text = lines[intent] ?? texts.howCanIHelp;
  return intent === 'goodbye' || intent === 'talk-to-agent' ? { text } : { text, choices: texts.openingChoices };
}
