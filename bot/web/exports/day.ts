/** The cases that were opened and the returns that were issued on one day, line by line. */
import { addDays, dateIn, endOfDay } from '../../../services/calendar.ts';
import type { Case } from '../../../services/cases/case.ts';
import type { ListCases } from '../../../services/cases/listing.ts';
import type { Place } from '../../../services/listing.ts';
import { writeNumber } from '../../../services/numbers.ts';
import type { ListReturns } from '../../../services/returns/listing.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { csvLine } from './csv.ts';

const COLUMNS = [
  ...['kind', 'number', 'case', 'at', 'status', 'due', 'assignee', 'expedited'],
  ...['name', 'company', 'email', 'phone', 'models', 'serials', 'problems', 'attention'],
];
const AT_ONCE = 100;

/** Read a page at a time, so that memory does not grow with the day. @param day ISO, in the maker's zone */
export async function* dayLines(
  day: string,
  deps: { listCases: ListCases; listReturns: ListReturns; timeZone: string },
): AsyncGenerator<string> {
  const { listCases, listReturns, timeZone } = deps;
  const since = new Date(endOfDay(addDays(day, -1), timeZone).getTime() + 1);
  const until = new Date(endOfDay(day, timeZone).getTime() + 1);
  yield csvLine(COLUMNS);
  for (let after: Place | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await listCases({ since, until }, { after, limit: AT_ONCE });
    for (const one of page.items) yield line('case', one, one._id, one.createdAt, timeZone);
    after = page.next;
  }
  for (let after: Place | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await listReturns({ since, until }, { after, limit: AT_ONCE });
    for (const rma of page.items) yield line('return', rma, rma.caseNumber, rma.issuedAt, timeZone, rma);
    after = page.next;
  }
}

function line(kind: string, of: Case | Rma, caseNumber: string, at: Date, timeZone: string, rma?: Rma): string {
  const { contact, items, erasedAt } = of;
  const whose = erasedAt ? [] : [contact.name, contact.company, contact.email, contact.phone];
  const each = (told: (item: Case['items'][number]) => string) => items.map(told).join(' | ');
  return csvLine([
    ...[kind, writeNumber(of._id), writeNumber(caseNumber), at.toISOString(), of.status],
    ...[of.dueAt && dateIn(timeZone, of.dueAt), of.assignee?.name, rma && (rma.expedited ? 'yes' : 'no')],
    ...[...whose, '', '', '', ''].slice(0, 4),
    ...[each(item => item.model), each(item => item.serial?.raw ?? ''), each(item => item.problem)],
    rma?.attention.join(' '),
  ]);
}
