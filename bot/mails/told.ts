/** What a letter about a return is written from: as the return stands when it is sent, with everybody's words made harmless. */
import { quoted } from '../../dialogs/reply.ts';
import type { Texts } from '../../dialogs/texts/en.ts';
import type { ReturnTold, ToldEstimate, ToldItem } from '../../dialogs/texts/return-told.ts';
import { addDays, dateIn, writeDate } from '../../services/calendar.ts';
import type { CaseItem } from '../../services/cases/case.ts';
import { writeMoney } from '../../services/money.ts';
import type { PackingAdvice } from '../../services/packing.ts';
import type { Company, Terms } from '../../services/profile/facts.ts';
import { carrierNamed, trackingLink } from '../../services/returns/carriers.ts';
import { type Estimate, feeOf, totalOf } from '../../services/returns/estimate.ts';
import { firstAskedOn } from '../../services/returns/estimating.ts';
import type { Rma, RmaItem } from '../../services/returns/rma.ts';
import { takenApart } from './links.ts';
import { readable } from './readable.ts';
import type { ReturnOrder } from './return-order.ts';

/** Addresses that only the reader of the mail is to have. */
export interface MailLinks {
  label?: (rma: Pick<Rma, '_id' | 'lapsesAt'>) => string | undefined;
  estimate?: (rma: Rma, estimateId: string) => string | undefined;
  unsubscribe?: (rma: string, email: string, sentAt: Date) => string;
}

export interface Teller {
  ofReturn(rma: Rma, order: ReturnOrder): ReturnTold;
  /** Of one that lapsed: there is only its case. */
  ofLapsed(order: ReturnOrder, items: readonly CaseItem[]): ReturnTold;
}

export function createTeller(deps: {
  texts: Pick<Texts, 'packing'>;
  company: Company;
  terms: Terms;
  packingOf: (family: string | undefined) => PackingAdvice;
  publicUrl: string;
  links: MailLinks;
  now: () => Date;
}): Teller {
  const { texts, company, terms, packingOf, publicUrl, links, now } = deps;
  const today = () => dateIn(company.timeZone, now());

  function itemOf(item: CaseItem & Partial<RmaItem>): ToldItem {
    const model = safe(item.model);
    const { firmware, firmwareChanged: changed } = item;
    return {
      id: item.id,
      name: item.serial ? `${model}, serial number ${safe(item.serial.raw)}` : model,
      model,
      packing: texts.packing(packingOf(item.family)),
      receipt: item.receipt?.state,
      disposition: item.disposition,
      data: item.data,
      firmware: firmware && { ...firmware, ...(firmware.to !== undefined && { to: apart(firmware.to) }) },
      firmwareChanged: changed && {
        ...(changed.from !== undefined && { from: safe(changed.from) }),
        ...{ to: safe(changed.to), why: changed.why },
      },
    };
  }

  function estimateOf(rma: Rma, id: string | undefined): ToldEstimate | undefined {
    const estimate = rma.estimates.find(one => one.id === id) ?? rma.estimates.at(-1);
    if (!estimate) return undefined;
    const { currency, note, sentOn } = estimate;
    const money = (amount: number) => writeMoney(amount, currency);
    const asked = firstAskedOn(rma) ?? sentOn;
    const scrapBy = addDays(asked, terms.estimate.scrapWithinDays);
    const reminders = terms.estimate.remindAfterDays.map(days => addDays(sentOn, days)).filter(day => day > today());
    return {
      lines: estimate.lines.map(({ text, amount, item }) => {
        const meant = rma.items.length > 1 ? rma.items.find(one => one.id === item)?.model : undefined;
        return { text: `${safe(text)}${meant === undefined ? '' : ` (${safe(meant)})`}`, amount: money(amount) };
      }),
      total: money(totalOf(estimate)),
      fee:
        feeOf(estimate) > 0
          ? { each: money(estimate.diagnosticsFee), all: money(feeOf(estimate)), items: estimate.items }
          : undefined,
      note: note ? safe(note) : undefined,
      answer: ANSWERS[estimate.state],
      sentOn: writeDate(sentOn),
      daysOpen: daysBetween(sentOn, today()),
      scrapBy: writeDate(scrapBy),
      firstAskedOn: writeDate(asked),
      isOver: scrapBy < today(),
      remindedOn: reminders.map(day => writeDate(day)),
      callOn: writeDate(addDays(sentOn, terms.estimate.staffTaskAfterDays)),
      link: links.estimate?.(rma, estimate.id),
    };
  }

  const always = {
    chat: `${publicUrl}/`,
    leaveAtHome: terms.leaveAtHome,
    returnTo: company.returnTo,
    diagnosticsFee: terms.diagnosticsFee,
    repairWarrantyDays: terms.warranty.repairDays,
  };

  return {
    ofReturn: (rma, { reader, data }) => ({
      ...always,
      ...{ rma: rma._id, caseNumber: rma.caseNumber, status: rma.status, expedited: rma.expedited },
      items: rma.items.map(itemOf),
      returnBy: writeDate(rma.returnBy),
      activeUntil: writeDate(rma.activeUntil),
      daysLeft: daysBetween(today(), rma.returnBy),
      about: aboutOf(data),
      extras: safe(data['extras'] ?? ''),
      estimate: estimateOf(rma, data['estimate']),
      parcels: rma.parcels.flatMap(parcel =>
        parcel.direction === 'outbound'
          ? {
              carrier: carrierNamed(parcel.carrier)?.name ?? safe(parcel.carrier),
              tracking: safe(parcel.tracking),
              link: trackingLink(parcel),
            }
          : [],
      ),
      label: links.label?.(rma),
      isFormerReader: reader === 'former',
    }),

    ofLapsed: ({ rma, case: caseNumber, data }, items) => ({
      ...always,
      ...{ rma, caseNumber, status: 'lapsed', expedited: false, daysLeft: 0, extras: '', parcels: [] },
      items: items.map(itemOf),
      returnBy: '',
      activeUntil: writeDate(data['activeUntil'] ?? today()),
      about: aboutOf(data),
      isFormerReader: false,
    }),
  };
}

const ANSWERS: Partial<Record<Estimate['state'], ToldEstimate['answer']>> = {
  approved: 'approve',
  'declined-return': 'return',
  'declined-scrap': 'scrap',
};

function aboutOf(data: ReturnOrder['data']): ReturnTold['about'] {
  const listed = (name: string) => (data[name] ?? '').split(',').filter(Boolean);
  return { items: listed('items'), damaged: listed('damaged'), fields: listed('fields') };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Without what a mail program would obey or make a link of. */
function apart(words: string): string {
  return takenApart(readable(words));
}

/** The same, fit for Markdown. */
function safe(words: string): string {
  return quoted(apart(words));
}
