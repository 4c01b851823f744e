import type { Address } from '../address.ts';
import { addDays, dateIn, endOfDay } from '../calendar.ts';
import type { Case } from '../cases/case.ts';
import type { Cases } from '../cases/cases.ts';
import { normaliseSerial } from '../catalog/units.ts';
import { issueOnce } from '../issuing.ts';
import type { DrawNumber } from '../numbers.ts';
import type { Index, Store } from '../store/port.ts';
import { ENDED, Rma, type RmaItem } from './rma.ts';

/** What an RMA is made of, beside its case (R6, R11, R13, R14, R19). */
export interface NewRma {
  requestKey: string;
  case: Case;
  billing?: Address | undefined;
  shipTo: Address;
  items: RmaItem[];
  expedited: boolean;
  statusEmails: boolean;
  actor: string;
}

/** How long a return may take, from the profile (R8, R9). */
export interface ReturnTerms {
  daysToSend: number;
  daysActive: number;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
}

export interface Returns {
  /** Issues an RMA on a case; the same request again gives the same number (R23). Two round trips. */
  issue(request: NewRma): Promise<Rma>;
  /** A return that is active, or was received in time; one that lapsed is gone (R9). */
  find(number: string): Promise<Rma | undefined>;
  /** The returns under way of one case, oldest first. */
  ofCase(caseNumber: string): Promise<Rma[]>;
  /** The returns under way that hold one of these serials. */
  withSerials(serials: string[]): Promise<Rma[]>;
}

export const returnIndexes: Index[] = [
  { collection: 'rmas', key: { requestKey: 1 }, unique: true },
  { collection: 'rmas', key: { caseNumber: 1 } },
  { collection: 'rmas', key: { serials: 1 } },
  { collection: 'rmas', key: { expiresAt: 1 }, expires: true },
];

export function createReturns(deps: {
  store: Store;
  cases: Cases;
  terms: ReturnTerms;
  draw: DrawNumber;
  now: () => Date;
}): Returns {
  const rmas = deps.store.collection<Rma>('rmas');
  const { terms } = deps;

  /** R9 holds to the second, also where the store's own removal runs once a minute. */
  function alive(rma: Rma): boolean {
    return !rma.expiresAt || rma.expiresAt > deps.now();
  }

  async function underWay(filter: Record<string, unknown>): Promise<Rma[]> {
    const found = await rmas.find({ ...filter, status: { $nin: ENDED } }, { sort: { issuedAt: 1 } }).toArray();
    return found.map(rma => Rma.parse(rma)).filter(alive);
  }

  return {
    async issue({ case: of, actor, ...details }) {
      const issuedAt = deps.now();
      const today = dateIn(terms.timeZone, issuedAt);
      const activeUntil = addDays(today, terms.daysActive);
      const rma = await issueOnce(rmas, deps.draw, 'rma', _id => ({
        _id,
        schema: 1 as const,
        version: 1,
        ...details,
        caseNumber: of._id,
        contact: of.contact,
        serials: details.items.flatMap(item => (item.serial ? normaliseSerial(item.serial.value) : [])),
        status: 'issued' as const,
        issuedAt,
        returnBy: addDays(today, terms.daysToSend),
        activeUntil,
        expiresAt: endOfDay(activeUntil, terms.timeZone),
        events: [{ at: issuedAt, actor, kind: 'issued' }],
      }));
      await deps.cases.rememberRma(
        of._id,
        { number: rma._id, issuedAt: rma.issuedAt, returnBy: rma.returnBy, activeUntil: rma.activeUntil },
        actor,
      );
      return rma;
    },

    async find(number) {
      const found = await rmas.findOne({ _id: number });
      return found && alive(found) ? Rma.parse(found) : undefined;
    },

    ofCase: caseNumber => underWay({ caseNumber }),

    withSerials: async serials => (serials.length ? underWay({ serials: { $in: serials.map(normaliseSerial) } }) : []),
  };
}
