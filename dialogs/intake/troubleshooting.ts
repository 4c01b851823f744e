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
  /\b(solved|fixed|it works|works (now|again)|working (now|again)|resolved|did the trick|that (did it|helped|worked)|back (up|online))\b/i;
/** Closing a case takes a plain yes. */
const YES = /^\W*(yes|yep|yeah|yup|si|it did|(yes )?it helped|that helped)\b/i;
const NOT_SOLVED =
  /\b(did(n'?t| not) (help|work|fix|solve)|no(t)? (help|luck|change|good|difference)|same|nothing|still|already|(did|done|tried|checked) (all|that|this|it|them|every)|everything|didnt|doesn'?t|not solved|isn'?t)\b/i;

export function troubleshootingStep(deps: { texts: Texts; troubleshooting: Troubleshooting }): AskStep<Draft> {
  const { texts } = deps;
  return {
    kind: 'ask',
    name: 'troubleshooting',
    field: 'troubleshooting',
    pending: draft => draft.troubleshooting === undefined && !draft.products.some(isOpen) && Boolean(draft.complete),
    ask(draft) {
      const guides = guidesFor(draft.products, deps.troubleshooting).map(guide =>
        texts.stepsFor(guide.title, guide.product, guide.steps),
      );
      return { text: [texts.beforeReturn, ...guides, texts.askHelped].join('\n\n'), choices: texts.helpedChoices };
    },
    again: () => ({ text: texts.askHelped, choices: texts.helpedChoices }),
    why: texts.whyTroubleshooting,
    answer(heard, draft) {
      const { text } = heard;
      const { answer, intents } = heard.understood;
      const taken = (troubleshooting: 'no-help' | 'solved') =>
        ({ kind: 'taken', draft: { ...draft, troubleshooting } }) as const;
      if (NOT_SOLVED.test(text) || answer === 'no' || intents[0] === 'request-rma') return taken('no-help');
      if (LATER.test(text)) return { kind: 'unclear', say: texts.takeYourTime };
      return SOLVED.test(text) || YES.test(text) ? taken('solved') : { kind: 'unclear' };
    },
  };
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
