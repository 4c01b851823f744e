/** Where a return stands, in plain lines: what has come, what happens next and by when. Nothing in it is personal (R24). */
import { addDays, dateIn, writeDate } from '../../services/calendar.ts';
import type { RmaMemory } from '../../services/cases/case.ts';
import { trackingLink } from '../../services/returns/carriers.ts';
import { firstAskedOn, openEstimate } from '../../services/returns/estimating.ts';
import type { Parcel, Rma } from '../../services/returns/rma.ts';
import { ENDED, type RmaStatus } from '../../services/returns/status.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { TurnContext } from '../step.ts';
import type { Day } from '../texts/en-status.ts';
import { distance } from '../texts/wording.ts';
import { itemLines, namesOf } from './items.ts';

/** Plain text throughout: models and carriers are as people typed them, and are quoted where they become Markdown. */
export interface Story {
  title: string;
  state: string;
  lines: string[];
  items: { label: string; value: string }[];
  links: { title: string; url: string }[];
}

export type StoryDependencies = Pick<DialogDependencies, 'texts' | 'returnTerms'>;

export function storyOf(deps: StoryDependencies, rma: Rma, turn: TurnContext): Story {
  const { status: texts } = deps.texts;
  return {
    title: texts.title(rma._id),
    state: stateOf(deps, rma),
    lines: [
      ...anomalies(deps, rma),
      ...next(deps, rma, turn),
      ...parcelLines(deps, rma),
      ...(rma.expedited && !ENDED.includes(rma.status) && rma.status !== 'shipped' ? [texts.expedited] : []),
      ...(asksForData(rma) ? [texts.recoveryAsked] : []),
    ]
      .map(line => line.trim())
      .filter(Boolean),
    items: itemLines(texts, rma),
    links: rma.parcels.filter(parcel => isShown(parcel, rma)).flatMap(parcel => linkOf(deps, parcel)),
  };
}

function stateOf({ texts: { status } }: StoryDependencies, rma: Rma): string {
  if (rma.status === 'issued' && isAllOnItsWay(rma)) return status.onItsWay;
  const inPart = rma.status === 'received' && rma.items.some(({ receipt }) => receipt === undefined);
  return inPart ? status.arrivedInPart : status.state[rma.status];
}

/** An RMA that was never used, as its case remembers it (R9). */
export function storyOfLapsed({ texts }: StoryDependencies, memory: RmaMemory, { locale }: TurnContext): Story {
  const { status } = texts;
  const line = status.lapsed(writeDate(memory.activeUntil, locale));
  return { title: status.title(memory.number), state: status.state.lapsed, lines: [line], items: [], links: [] };
}

/** When the return came to stand where it does, in the reader's calendar. */
function since({ events }: Rma, kind: RmaStatus, { timeZone, locale }: TurnContext): string {
  const at = events.findLast(event => event.kind === kind)?.at;
  return at ? writeDate(dateIn(timeZone, at), locale) : '';
}

function next(deps: StoryDependencies, rma: Rma, turn: TurnContext): string[] {
  const texts = deps.texts.status;
  const day = (date: string): Day => ({ date: writeDate(date, turn.locale), distance: distance(turn.today, date) });
  const from = (kind: RmaStatus) => since(rma, kind, turn);
  const { estimate: days } = deps.returnTerms;
  switch (rma.status) {
    case 'issued':
      return issued(deps, rma, turn, day);
    case 'received':
      return [texts.arrived(from('received')), texts.toBeExamined];
    case 'diagnosing':
      return [texts.examined(from('diagnosing'))];
    case 'estimate-sent': {
      const sentOn = openEstimate(rma)?.sentOn ?? turn.today;
      return [texts.estimateWaits(day(sentOn), writeDate(addDays(sentOn, days.staffTaskAfter), turn.locale))];
    }
    case 'authorized':
      return [texts.approved(from('authorized'))];
    case 'no-charge':
      return [texts.noCharge];
    case 'repairing':
      return [texts.repairing(from('repairing'))];
    case 'declined-return':
      return [texts.goesBack];
    case 'declined-scrap': {
      const asked = firstAskedOn(rma);
      return [texts.scrap(asked === undefined ? undefined : day(addDays(asked, days.scrapWithin)))];
    }
    case 'shipped':
      return [texts.shipped(from('shipped'))];
    case 'closed':
      return [texts.closed(from('closed'))];
    case 'withdrawn':
      return [texts.withdrawn(from('withdrawn'))];
    case 'lapsed':
      return [texts.lapsed(writeDate(rma.activeUntil, turn.locale))];
  }
}

function issued(deps: StoryDependencies, rma: Rma, turn: TurnContext, day: (date: string) => Day): string[] {
  const texts = deps.texts.status;
  // The maker's days count, wherever the reader is.
  const isLate = dateIn(deps.returnTerms.timeZone, turn.now) > rma.returnBy;
  const moved = rma.events.findLast(({ kind }) => kind === 'extended');
  if (isAllOnItsWay(rma)) return [texts.waitsFor(day(rma.activeUntil), rma.statusEmails)];
  return [
    isLate
      ? texts.sendNow(day(rma.returnBy), day(rma.activeUntil))
      : texts.sendBy(day(rma.returnBy), day(rma.activeUntil)),
    moved ? texts.movedDay(writeDate(dateIn(turn.timeZone, moved.at), turn.locale)) : '',
    rma.parcels.some(parcel => isShown(parcel, rma)) ? '' : texts.tellTracking,
  ];
}

/** Of several items some may come in a box of their own, which nobody has told of yet. */
function isAllOnItsWay(rma: Rma): boolean {
  return rma.items.length === 1 && rma.parcels.some(parcel => isShown(parcel, rma));
}

/** What did not come as it should: said kindly, and who sees to it. */
function anomalies({ texts: { status } }: StoryDependencies, rma: Rma): string[] {
  if (rma.status === 'issued' || ENDED.includes(rma.status)) return [];
  const [damaged, missing] = (['damaged', 'missing'] as const).map(state =>
    namesOf(status, rma, ({ receipt, disposition }) => receipt?.state === state && disposition === undefined),
  );
  const awaited = namesOf(status, rma, ({ receipt }) => receipt === undefined);
  return [
    damaged?.length ? status.damaged(damaged) : '',
    missing?.length ? status.missing(missing) : '',
    awaited.length > 0 ? status.awaited(awaited) : '',
    rma.extras.length > 0 ? status.extra(rma.extras.map(({ model }) => model)) : '',
  ];
}

/** On the way in while it is not here; on the way out from then on. */
function isShown({ direction }: Parcel, { status }: Rma): boolean {
  return direction === 'inbound' ? status === 'issued' : status === 'shipped' || status === 'closed';
}

function parcelLines({ texts: { status } }: StoryDependencies, rma: Rma): string[] {
  return rma.parcels
    .filter(parcel => isShown(parcel, rma))
    .map(({ direction, carrier, tracking }) =>
      direction === 'inbound' ? status.onItsWayIn(carrier, tracking) : status.onItsWayOut(carrier, tracking),
    );
}

function linkOf({ texts }: StoryDependencies, { carrier, tracking }: Parcel): Story['links'] {
  const url = trackingLink({ carrier, tracking });
  return url === undefined ? [] : [{ title: texts.status.follow, url }];
}

function asksForData({ items, status }: Rma): boolean {
  const isEarly = !ENDED.includes(status) && status !== 'shipped' && status !== 'repairing';
  return isEarly && items.some(({ data }) => data === 'recovery-quote');
}
