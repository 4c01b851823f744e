/** Which estimate is meant: looked for only among the returns of the address that was proven (R24). */
import { dateIn, writeDate } from '../../services/calendar.ts';
import { openEstimate } from '../../services/returns/estimating.ts';
import { answerTo, type EstimateOffer, offerOf } from '../../services/returns/offer.ts';
import type { Rma } from '../../services/returns/rma.ts';
import type { DialogDependencies } from '../dependencies.ts';
import { MOST_GUESSES } from '../intake/existing-case.ts';
import { joined } from '../reply.ts';
import { storyOf } from '../status/story.ts';
import { written } from '../status/told.ts';
import type { Done, DoStep, TurnContext } from '../step.ts';
import { casesOf } from '../verification/customer.ts';
import { provenEmail } from '../verification/verified.ts';
import { type EstimateDraft, isTheirs, NOTHING_FOUND } from './draft.ts';
import { shownReply } from './showing.ts';

export function findStep(deps: DialogDependencies): DoStep<EstimateDraft> {
  const { texts, cases, returns } = deps;

  /** The returns by the number that was named, as far as they are the person's own. */
  async function named({ number = '', of }: EstimateDraft, email: string): Promise<Rma[]> {
    const found = of === 'case' ? await returns.ofCase(number) : [await returns.find(number)];
    return found.flatMap(rma => (rma && isOf(rma, email) ? rma : []));
  }

  async function all(email: string): Promise<Rma[]> {
    const own = (await casesOf({ customers: deps.customers, cases }, email)).filter(({ rmas }) => rmas.length > 0);
    const found = await Promise.all(own.map(({ _id }) => returns.ofCase(_id)));
    return found.flat().filter(rma => isOf(rma, email));
  }

  async function run(before: EstimateDraft, turn: TurnContext): Promise<Done<EstimateDraft>> {
    const draft = { ...before, ...NOTHING_FOUND, confirmed: undefined };
    const email = provenEmail(draft) ?? '';
    const { wrongGuesses = 0, presumed } = draft;
    if (wrongGuesses >= MOST_GUESSES) return { kind: 'ended', draft, replies: [{ text: texts.tooManyGuesses }] };
    const meant = draft.number === undefined ? [] : await named(draft, email);
    if (meant.length === 0 && draft.number !== undefined && !presumed) {
      const again = { ...draft, number: undefined, of: undefined, wrongGuesses: wrongGuesses + 1 };
      return { kind: 'done', draft: again, replies: [{ text: texts.unknownNumber }] };
    }
    const looksFurther = draft.number === undefined || (presumed && !meant.some(openEstimate));
    const looked = looksFurther ? await all(email) : meant;
    const waiting = looked.filter(openEstimate);
    const [only] = waiting;
    if (waiting.length > 1) {
      const several = waiting.map(({ _id }) => _id);
      return {
        kind: 'done',
        draft: { ...draft, several, foundFor: email, withoutNumber: true, number: undefined, of: undefined },
        replies: [],
      };
    }
    if (only) return found(deps, draft, only, turn);
    const [latest] = [...(meant.length > 0 ? meant : looked)].sort((a, b) => +b.issuedAt - +a.issuedAt);
    const text = latest ? stands(deps, latest, turn) : texts.estimate.noneAtAll;
    const ended = { ...draft, ...(latest && { caseNumber: latest.caseNumber }) };
    return { kind: 'ended', draft: ended, replies: [{ text, choices: texts.openingChoices }] };
  }

  return {
    kind: 'do',
    name: 'find-estimate',
    pending(draft) {
      if (provenEmail(draft) === undefined || (draft.number === undefined && !draft.withoutNumber)) return false;
      if (!isTheirs(draft)) return true;
      return draft.offer === undefined && (draft.several === undefined || draft.number !== undefined);
    },
    run,
  };
}

/** The return's own address, and no other of its customer's. */
function isOf({ contact }: Rma, email: string): boolean {
  return contact.email.toLowerCase() === email.toLowerCase();
}

function found(deps: DialogDependencies, draft: EstimateDraft, rma: Rma, turn: TurnContext): Done<EstimateDraft> {
  const offer = currentOffer(deps, rma, turn);
  const of = { number: rma._id, of: 'rma' as const, foundFor: provenEmail(draft), caseNumber: rma.caseNumber };
  const after = { ...draft, ...of, ...(offer && { offer }) };
  // Whoever has said already which way to take sees the estimate before that is read back.
  const isDecided = draft.wish !== undefined && draft.wish !== 'decline';
  return { kind: 'done', draft: after, replies: offer && isDecided ? [shownReply(deps, offer, turn)] : [] };
}

export function currentOffer(deps: DialogDependencies, rma: Rma, turn: TurnContext): EstimateOffer | undefined {
  const estimate = openEstimate(rma);
  return (
    estimate &&
    offerOf(rma, estimate, {
      scrapWithin: deps.returnTerms.estimate.scrapWithin,
      today: dateIn(deps.timeZone, turn.now),
    })
  );
}

/** What has become of the estimate of a return on which none waits, and where that stands. */
export function stands(deps: DialogDependencies, rma: Rma, turn: TurnContext): string {
  const { estimate } = deps.texts;
  return joined([lastAnswer(deps, rma, turn) ?? estimate.none(rma._id), written(storyOf(deps, rma, turn))]);
}

export function lastAnswer(deps: DialogDependencies, rma: Rma, turn: TurnContext): string | undefined {
  const { estimate: texts } = deps.texts;
  const last = rma.estimates.at(-1);
  if (!last) return undefined;
  if (last.state === 'withdrawn') return texts.withdrawn(rma._id);
  const answer = answerTo(last);
  if (!answer || !last.ended) return undefined;
  const on = dateIn(deps.timeZone, last.ended.at);
  const offer = offerOf(rma, last, { scrapWithin: deps.returnTerms.estimate.scrapWithin, today: on });
  return texts.answeredBefore(answer, offer, writeDate(on, turn.locale), turn.locale);
}
