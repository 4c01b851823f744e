/** What the texts need to know of the maker (the profile's company and terms). */
export interface DeskFacts {
  company: string;
  phone: string;
  techEmail: string;
  serviceEmail: string;
  website: string;
  /** R14. */
  recoveryFee: string;
  /** R19, in business days. */
  turnaroundDays: number;
  /** R18, R20: whether one is charged for units sent in. */
  diagnosticsFee: boolean;
}
