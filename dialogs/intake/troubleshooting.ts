/** Before anything travels, the steps that fit the symptom (R7); what is solved by them is closed as solved. */
import type { Troubleshooting } from '../../services/troubleshooting/troubleshooting.ts';
import type { AskStep } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { type Draft, isOpen, type Product } from './draft.ts';

/** Guides shown at once: more would not be read. */
const MOST_GUIDES = 3;

const LATER =
  /\b(later|tomorrow|hold on|wait|(give me )?(a|one) (moment|minute|sec(ond)?)|let me (try|check|see)|i('?ll| will) (try|check)|trying|not (at|on) site)\b/i;
const SOLVED =
  /\b(solved|fixed|it works|works (now|again)|working (now|again)|resolved|did the trick|(that|it) (did it|helped|worked)|back (up|online)|(good|fine|ok(ay)?) (now|again)|now it('?s| is) (good|fine|ok(ay)?))\b/i;
const NEGATED = /\b(not|never|still|nothing|no(?! it)|\w+n'?t)\b/i;
/** R7 wants it done; only asking for the RMA all the same goes on without. */
const UNTRIED = /\b(skip|no time|(have|did)(n'?t| not) (tried|try|done|do|yet))\b/i;
/** Closing a case takes a plain yes. */
const YES = /^\W*(yes|yep|yeah|yup|si|it did|(yes )?it helped|that helped)\b/i;
const NOT_SOLVED =
  /\b(did(n'?t| not) (help|work|fix|solve)|no(t)? (help|luck|change|good|difference)|same|nothing|still|already|(did|done|tried|checked) (all|that|this|it|them|every)|everything|didnt|doesn'?t|not solved|isn'?t)\b/i;

/** "Yes, we did try", "we tried", "already did all of that": an answer to what was done, and not to whether it helped. */
const TRIED =
  /\b((we|i|they|he|she)('ve| have| had)? (already |all |just )?(tried|did|done|checked|went through)|(we|i|they) (did )?(try|do|check)|(tried|did|done|checked)\b.*\b(all|already|before|everything|these|those|that|this|them|it|steps?)|^\W*(yes|yep|yeah)?\W*(tried|done))\b/i;

const untried = (product: Product) => !product.tried;

export function troubleshootingStep(deps: { texts: Texts; troubleshooting: Troubleshooting }): AskStep<Draft> {
  const { texts } = deps;
  return {
    kind: 'ask',
    name: 'troubleshooting',
    field: 'troubleshooting',
    pending: draft =>
      draft.troubleshooting !== 'solved' &&
      Boolean(draft.complete) &&
      !draft.products.some(isOpen) &&
      draft.products.some(untried),
    ask(draft) {
      // Gone back to, the steps are those that were shown before.
      const left = draft.products.filter(untried);
      const guides = guidesFor(left.length > 0 ? left : draft.products, deps.troubleshooting).map(guide =>
        texts.stepsFor(guide.title, guide.product, guide.steps),
      );
      return { text: [texts.beforeReturn, ...guides, texts.askHelped].join('\n\n'), choices: texts.helpedChoices };
    },
    again: () => ({ text: texts.askHelped, choices: texts.helpedChoices }),
    why: texts.whyTroubleshooting,
    answer(heard, draft) {
      const { text, understood } = heard;
      const { answer, intents } = understood;
      const taken = (outcome: 'no-help' | 'solved') => ({ kind: 'taken', draft: tried(draft, outcome) }) as const;
      if (intents[0] === 'request-rma') return taken('no-help');
      if (text.includes('?')) return { kind: 'unclear' };
      if (UNTRIED.test(text)) return { kind: 'unclear', say: texts.whyTroubleshooting };
      if (SOLVED.test(text) && !NEGATED.test(text)) return taken('solved');
      if (NOT_SOLVED.test(text) || answer === 'no') return taken('no-help');
      if (LATER.test(text)) return { kind: 'unclear', say: texts.takeYourTime };
      if (TRIED.test(text)) return taken('no-help');
      return YES.test(text) ? taken('solved') : { kind: 'unclear' };
    },
  };
}

/** The draft with the outcome for all of its products (R7). */
export function tried(draft: Draft, outcome: 'no-help' | 'solved'): Draft {
  return { ...draft, troubleshooting: outcome, products: draft.products.map(one => ({ ...one, tried: true })) };
}

/** One guide for each symptom and kind of product, however many products show it. */
function guidesFor(products: Product[], troubleshooting: Troubleshooting) {
  const guides = products.map(product => ({
    product: product.model ?? '',
    ...troubleshooting.steps(product.problem ?? '', product.kind ?? 'other'),
  }));
  const key = (guide: { steps: readonly string[] }) => guide.steps.join('\n');
  return guides
    .filter((guide, at) => guides.findIndex(other => key(other) === key(guide)) === at)
    .slice(0, MOST_GUIDES);
}
