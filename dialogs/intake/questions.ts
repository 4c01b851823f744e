/** The questions that every intake asks, in this order: the products first, as they are what somebody came for. */
import type { DialogDependencies } from '../dependencies.ts';
import type { Step } from '../step.ts';
import { billingStep, shipToStep } from './addresses.ts';
import { companyStep, emailStep, nameStep } from './contact.ts';
import { besideForm, offerFormStep } from './contact-form.ts';
import type { Draft } from './draft.ts';
import { solvedSteps } from './issuing.ts';
import { modelStep } from './model.ts';
import { moreProductsStep } from './more-products.ts';
import { offeringFile, onFileSteps } from './on-file.ts';
import { phoneStep } from './phone.ts';
import { problemStep, sinceStep } from './problem.ts';
import { serialStep } from './serial.ts';
import { troubleshootingStep } from './troubleshooting.ts';
import { warrantyStep } from './warranty.ts';

export function intakeQuestions(deps: DialogDependencies): Step<Draft>[] {
  const { texts, country } = deps;
  const solved = solvedSteps(deps);
  /** A case that exists holds these already. */
  const newCase = (draft: Draft) => draft.caseNumber === undefined;
  /** One that was opened on the phone lacks what is hard to say there. */
  const unsaid = (draft: Draft) => newCase(draft) || draft.byPhone === true;
  return [
    modelStep(deps),
    serialStep(deps),
    problemStep(deps),
    sinceStep(deps),
    warrantyStep(deps),
    moreProductsStep(deps),
    troubleshootingStep(deps),
    solved.ask,
    solved.end,
    ...onFileSteps(deps),
    offerFormStep(),
    besideForm(deps, offeringFile(deps, nameStep(texts, newCase))),
    besideForm(deps, offeringFile(deps, emailStep(texts, unsaid))),
    solved.record,
    phoneStep(texts, country, newCase),
    companyStep(texts, country, newCase),
    offeringFile(deps, billingStep(texts, country, unsaid)),
    shipToStep(texts, country),
  ];
}
