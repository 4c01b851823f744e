/** Opens a support case (R1 to R5), and offers an RMA on it. */
import type { DialogDependencies } from './dependencies.ts';
import type { Draft } from './intake/draft.ts';
import { intakeForm } from './intake/intake.ts';
import { offerRmaSteps, openCaseStep } from './intake/issuing.ts';
import { intakeQuestions } from './intake/questions.ts';
import { summaryStep } from './intake/summary.ts';
import type { Waterfall } from './step.ts';

export function createOpenCase(deps: DialogDependencies): Waterfall<Draft> {
  return {
    ...intakeForm({ ...deps, onExistingCase: false }),
    name: 'open-case',
    steps: [
      ...intakeQuestions(deps),
      summaryStep({ ...deps, forReturn: false }),
      openCaseStep(deps),
      ...offerRmaSteps(deps),
    ],
  };
}
