/**
 * How many codes may be asked for. A code that somebody else asks for fills the owner's mailbox, and a limit that
 * somebody else has used up keeps the owner out, so each network has a share of its own in every address:
 *
 * - an address from one network: 3 an hour, 8 a day. Whoever mistypes twice still gets in; one stranger can neither
 *   flood the mailbox nor use up what the owner, elsewhere, needs.
 * - an address from anywhere: 6 an hour; after 12 in a day 1 an hour. Many strangers together bring no flood either,
 *   and nobody is ever shut out for more than an hour at a time.
 * - a network, to any address: 20 an hour. A whole office or a carrier's customers may sit behind one, while trying out
 *   which addresses exist takes thousands.
 *
 * That is 34 codes a day for an address at most, and with 5 tries at each of them a guesser who has many networks has less
 * than two chances in ten thousand; one who has a single network has 40 tries, four in a hundred thousand.
 */
import type { Collection, Index, Stored } from '../store/port.ts';

/** One request for a code, on record for a day. Whose and from where cannot be read from it. */
export interface Counted extends Stored {
  /** Of the mailbox, and of the network where that is known. */
  mailbox: string;
  network?: string;
  at: Date;
  expiresAt: Date;
}

export const limitIndexes: Index[] = [
  { collection: 'codeRequests', key: { mailbox: 1 } },
  { collection: 'codeRequests', key: { network: 1 } },
  { collection: 'codeRequests', key: { expiresAt: 1 }, expires: true },
];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const MOST = {
  anHourFromOneNetwork: 3,
  aDayFromOneNetwork: 8,
  anHour: 6,
  aDay: 12,
  anHourAfterThat: 1,
  anHourOfANetwork: 20,
} as const;

/** Minutes until `request`, which is on record already, may be made again; 0 where it is within the limits. */
export async function minutesToWait(requests: Collection<Counted>, request: Counted): Promise<number> {
  const { _id, mailbox, network } = request;
  const others = async (filter: Partial<Counted>) =>
    (await requests.find(filter, { sort: { at: 1 } }).toArray()).filter(one => one._id !== _id);
  const [ofMailbox, ofNetwork] = await Promise.all([
    others({ mailbox }),
    // Where no network is known there is nothing to count: the same is asked, so that it takes as long.
    others({ network: network ?? NOBODY }),
  ]);
  const fromHere = ofMailbox.filter(one => one.network === network);
  const anHour = ofMailbox.length >= MOST.aDay ? MOST.anHourAfterThat : MOST.anHour;
  const waits = [
    waitFor(fromHere, MOST.anHourFromOneNetwork, HOUR_MS, request.at),
    waitFor(fromHere, MOST.aDayFromOneNetwork, DAY_MS, request.at),
    waitFor(ofMailbox, anHour, HOUR_MS, request.at),
    waitFor(ofNetwork, MOST.anHourOfANetwork, HOUR_MS, request.at),
  ];
  return Math.ceil(Math.max(...waits) / MINUTE_MS);
}

const NOBODY = 'nobody';

/** Milliseconds until fewer than `most` of those before lie within the window. */
function waitFor(before: readonly Counted[], most: number, windowMs: number, at: Date): number {
  const recent = before.filter(one => one.at.getTime() > at.getTime() - windowMs);
  const oldest = recent[recent.length - most];
  return oldest ? oldest.at.getTime() + windowMs - at.getTime() : 0;
}
