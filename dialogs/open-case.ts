/** Opens a support case (R1 to R5), and offers an RMA on it. */

import type { DialogDependencies } from './dependencies.ts';
import { billingStep, shipToStep } from './intake/addresses.ts';
import { companyStep, emailStep, nameStep, phoneStep } from './intake/contact.ts';
import type { Draft } from './intake/draft.ts';
import { intakeForm } from './intake/intake.ts';
import { offerRmaSteps, openCaseStep, solvedSteps } from './intake/issuing.ts';
import { modelStep } from './intake/model.ts';
import { moreProductsStep } from './intake/more-products.ts';
import { problemStep, sinceStep } from './intake/problem.ts';
import { serialStep } from './intake/serial.ts';
import { summaryStep } from './intake/summary.ts';
import { troubleshootingStep } from './intake/troubleshooting.ts';
import { warrantyStep } from './intake/warranty.ts';
import type { Waterfall } from './step.ts';

export function createOpenCase(deps: DialogDependencies): Waterfall<Draft> {
  const { texts, country } = deps;
  const solved = solvedSteps(deps);
  const always = () => true;
  return {
    ...intakeForm({ ...deps, onExistingCase: false }),
    name: 'open-case',
    steps: [
      modelStep(deps),
      serialStep(deps),
      problemStep(deps),
      sinceStep(deps),
      warrantyStep(deps),
      moreProductsStep(deps),
      troubleshootingStep(deps),
      solved.ask,
      solved.end,
      nameStep(texts, always),
      emailStep(texts, always),
      solved.record,
      phoneStep(texts, country, always),
      companyStep(texts, country, always),
      billingStep(texts, country, always),
      shipToStep(texts, country, always),
      summaryStep({ texts, country, forReturn: false }),
      openCaseStep(deps),
      ...offerRmaSteps(deps),
    ],
  };
}
