/** Issues an RMA number (R6 to R15, R19), on a case that exists or on one that it opens. */
import type { DialogDependencies } from './dependencies.ts';
import { billingStep, shipToStep } from './intake/addresses.ts';
import { companyStep, emailStep, nameStep, phoneStep } from './intake/contact.ts';
import type { Draft } from './intake/draft.ts';
import { caseEmailStep, linkCaseStep } from './intake/existing-case.ts';
import { intakeForm } from './intake/intake.ts';
import { issueRmaStep, solvedSteps } from './intake/issuing.ts';
import { modelStep } from './intake/model.ts';
import { moreProductsStep } from './intake/more-products.ts';
import { problemStep, sinceStep } from './intake/problem.ts';
import { serialStep } from './intake/serial.ts';
import { summaryStep } from './intake/summary.ts';
import { troubleshootingStep } from './intake/troubleshooting.ts';
import { warrantyStep } from './intake/warranty.ts';
import { wishSteps } from './intake/wishes.ts';
import type { Waterfall } from './step.ts';

export function createRequestRma(deps: DialogDependencies): Waterfall<Draft> {
  const { texts, country } = deps;
  const solved = solvedSteps(deps);
  /** A case that exists holds these already. */
  const newCase = (draft: Draft) => draft.caseNumber === undefined;
  const always = () => true;
  return {
    ...intakeForm({ ...deps, onExistingCase: true }),
    name: 'request-rma',
    steps: [
      caseEmailStep(deps),
      linkCaseStep(deps),
      modelStep(deps),
      serialStep(deps),
      problemStep(deps),
      sinceStep(deps),
      warrantyStep(deps),
      moreProductsStep(deps),
      troubleshootingStep(deps),
      solved.ask,
      solved.end,
      nameStep(texts, newCase),
      emailStep(texts, newCase),
      solved.record,
      phoneStep(texts, country, newCase),
      companyStep(texts, country, newCase),
      billingStep(texts, country, newCase),
      shipToStep(texts, country, always),
      ...wishSteps(deps, always),
      summaryStep({ texts, country, forReturn: true }),
      issueRmaStep(deps),
    ],
  };
}
