/** What staff read where they open a case for somebody who called. */
import { writeNumber } from '../../../../services/numbers.ts';
import type { Fault, FilledField } from './draft.ts';

const LABELS: Record<FilledField, string> = {
  name: 'Name',
  email: 'Email',
  phone: 'Phone',
  company: 'Company',
  billing: 'Billing address',
  shipTo: 'Ship-to address',
  model: 'Model',
  serial: 'Serial number',
  problem: 'What is wrong',
  since: 'Since when',
  troubleshot: 'Troubleshooting was completed, and did not help',
  rma: 'Issue an RMA as well',
  expedited: 'Expedited',
  statusEmails: 'The customer wants status emails',
};

export function createOnBehalfTexts() {
  return {
    label: (field: FilledField) => LABELS[field],
    formTitle: 'Open a case for a caller',
    open: 'Open it',
    hints: {
      phone: 'Needed for an RMA',
      billing: 'Street, city, region, postal code, country. Needed for an RMA',
      shipTo: 'Empty: the billing address',
      serial: 'Empty where it cannot be read',
    } as Partial<Record<FilledField, string>>,
    checkIt: 'Check and open',
    /** Above what was understood of one message. */
    understood: 'I understood this. Nothing is opened before you have checked it.',
    nothing: 'nothing',
    opened: (caseNumber: string, rma: string | undefined, name: string) =>
      rma
        ? `Case ${writeNumber(caseNumber)} is open for ${name}, and RMA ${writeNumber(rma)} is issued.`
        : `Case ${writeNumber(caseNumber)} is open for ${name}.`,
    fault(fault: Fault): string {
      const label = LABELS[fault.field];
      switch (fault.why) {
        case 'missing':
          return `${label}: please fill this in.`;
        case 'unreadable':
          return `${label}: that does not look like one. Please check it.`;
        case 'incomplete':
          return `${label}: the ${fault.missing.join(' and the ')} is missing.`;
        case 'slip':
          return `${label}: did you mean ${fault.suggestion}?`;
        case 'foreign':
          return `${label}: that is a product of ${fault.maker}.`;
        case 'near':
          return `${label}: not in the catalog. Did you mean ${fault.candidates.join(' or ')}?`;
        case 'future':
          return `${label}: that day is still to come.`;
        case 'first':
          return 'Troubleshooting comes before an RMA: tick it once it has been completed.';
      }
    },
  };
}

export type OnBehalfTexts = ReturnType<typeof createOnBehalfTexts>;
