import type { Attachments } from '../services/attachments/attachments.ts';
import type { Cases } from '../services/cases/cases.ts';
import type { Catalog } from '../services/catalog/product.ts';
import type { Units } from '../services/catalog/units.ts';
import type { Customers } from '../services/customers/customers.ts';
import type { Hours } from '../services/hours/hours.ts';
import type { Feedback } from '../services/knowledge/feedback.ts';
import type { Knowledge } from '../services/knowledge/knowledge.ts';
import type { Transcripts } from '../services/notifications/transcripts.ts';
import type { Packing } from '../services/packing.ts';
import type { Ratings } from '../services/ratings/ratings.ts';
import type { Returns, ReturnTerms } from '../services/returns/returns.ts';
import type { Rma } from '../services/returns/rma.ts';
import type { Troubleshooting } from '../services/troubleshooting/troubleshooting.ts';
import type { Verification } from '../services/verification/verification.ts';
import type { CallBackDependencies } from './people/call-back.ts';
import type { PeopleDependencies } from './people/people.ts';
import type { Texts } from './texts/en.ts';
import type { Understanding } from './understanding/understand.ts';

/** What the dialogs need of the house: texts and understanding of their own, and the services behind them. */
export interface DialogDependencies extends Pick<PeopleDependencies, 'handoffs' | 'reach' | 'pins' | 'isLineOpen'> {
  texts: Texts;
  understanding: Understanding;
  catalog: Catalog;
  units: Pick<Units, 'find'>;
  troubleshooting: Troubleshooting;
  packing: Packing;
  knowledge: Knowledge;
  feedback: Pick<Feedback, 'count'>;
  transcripts: Transcripts;
  ratings: Pick<Ratings, 'rate' | 'comment'>;
  cases: Cases;
  returns: Returns;
  customers: Pick<Customers, 'find'>;
  verification: Pick<Verification, 'request' | 'check'>;
  attachments: Pick<Attachments, 'attachTo'>;
  hours: Hours;
  /** A call that somebody of the staff makes. */
  promise: CallBackDependencies['promise'];
  /** The maker's: phones and addresses without a country are of this one (ISO alpha-2). */
  country: string;
  /** For people whose channel does not tell theirs (IANA). */
  timeZone: string;
  /** Makes the key by which whatever a dialog issues is issued once (R23). */
  drawKey: () => string;
  /** The address of the page that prints an RMA's labels, where there is one. */
  labelLink?: ((rma: Pick<Rma, '_id' | 'lapsesAt'>) => string | undefined) | undefined;
  /** How long a return may take (R8, R9, R20). */
  returnTerms: ReturnTerms;
  /** Months of cover for a product that the catalog does not know. */
  warrantyOtherwise: number;
}
