/** Issues an RMA number (R6 to R15, R19), on a case that exists or on one that it opens. */
import type { DialogDependencies } from './dependencies.ts';
import type { Draft } from './intake/draft.ts';
import { caseEmailStep, linkCaseStep } from './intake/existing-case.ts';
import { intakeForm } from './intake/intake.ts';
import { issueRmaStep } from './intake/issuing.ts';
import { intakeQuestions } from './intake/questions.ts';
import { summaryStep } from './intake/summary.ts';
import { wishSteps } from './intake/wishes.ts';
import type { Waterfall } from './step.ts';

export function createRequestRma(deps: DialogDependencies): Waterfall<Draft> {
  return {
    ...intakeForm({ ...deps, onExistingCase: true }),
    name: 'request-rma',
    steps: [
      caseEmailStep(deps),
      linkCaseStep(deps),
      ...intakeQuestions(deps),
      ...wishSteps(deps),
      summaryStep({ ...deps, forReturn: true }),
      issueRmaStep(deps),
    ],
  };
}
