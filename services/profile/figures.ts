import type { PackingContent } from '../packing.ts';
import type { Figures } from './articles.ts';
import type { Company, Terms } from './facts.ts';

/** What articles may name in double braces: the maker's facts, written once. */
export function figuresOf(company: Company, terms: Terms, { classes }: PackingContent): Figures {
  const { amount, currency } = terms.dataRecoveryMinimum;
  return {
    company: company.name,
    phone: company.tollFree.shown,
    techEmail: company.technicalSupport,
    serviceEmail: company.serviceAndRepair,
    website: company.knowledgeBase.name,
    daysToSend: String(terms.returnWithinDays),
    daysActive: String(terms.rmaActiveDays),
    scrapDays: String(terms.estimate.scrapWithinDays),
    turnaroundDays: String(terms.turnaroundBusinessDays),
    recoveryFee: new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 0 }).format(
      amount,
    ),
    lightBox: classes.light.box,
    mediumBox: classes.medium.box,
    heavyBox: classes.heavy.box,
    lightFill: String(classes.light.fillInches),
    mediumFill: String(classes.medium.fillInches),
    heavyFill: String(classes.heavy.fillInches),
  };
}
