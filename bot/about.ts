/** Whom a conversation is about, as far as that can be looked up: case numbers, and email addresses that were written. */
import { z } from 'zod';
import type { Memory } from '../dialogs/memory.ts';
import type { Turn } from './conversation.ts';

const Drafted = z.object({
  email: z.string().optional().catch(undefined),
  caseNumber: z.string().optional().catch(undefined),
  contact: z
    .object({ email: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Nobody writes so many, and an index takes a mark for each. */
const MOST_ADDRESSES = 20;
const LONGEST_NAME = 64;
const NAME = /[^\s@,;:<>()[\]\\"]+$/;
const HOST = /^[^\s@,;:<>()[\]\\"]*[^\s@,;:<>()[\]\\".]/;

/** The marks of a turn by which the conversation is found; addresses in lower case. */
export function aboutOf(memory: Memory, turn: Turn): string[] {
  const { given, proven } = ownersIn(memory);
  const written = [memory, turn.said, turn.caughtUp].flatMap(textsIn).flatMap(addressesIn);
  // Their own first: nobody hides behind a heap of others.
  const addresses = [...new Set([...proven, ...given, ...written])];
  return [...new Set([...casesIn(memory, turn), ...addresses.slice(0, MOST_ADDRESSES)])];
}

/** Cases that were opened or looked up. */
export function casesIn(memory: Memory, { replies }: Pick<Turn, 'replies'>): string[] {
  const drafted = Drafted.safeParse(memory.active?.draft).data?.caseNumber;
  const told = replies.flatMap(({ about }) => about?.caseNumber ?? []);
  const looked = memory.lookedUp ? [memory.lookedUp.number] : [];
  return [...memory.cases.map(({ number }) => number), ...looked, ...told, ...(drafted ? [drafted] : [])];
}

/** Addresses that the person gave as their own, and those that they have proven. */
export function ownersIn({ active, known, lookedUp, verified }: Memory): { given: string[]; proven: string[] } {
  const drafts = [active?.draft, known].map(draft => Drafted.safeParse(draft).data);
  const given = drafts.flatMap(draft => [draft?.email, draft?.contact?.email]);
  return { given: lower([...given, lookedUp?.email]), proven: lower([verified?.email]) };
}

function lower(addresses: (string | undefined)[]): string[] {
  return addresses.flatMap(address => address?.toLowerCase() ?? []);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('@') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Around each @, so that a long text takes no longer than it is long. */
function addressesIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = NAME.exec(text.slice(Math.max(0, at - LONGEST_NAME), at))?.[0];
    const host = HOST.exec(text.slice(at + 1, at + 256))?.[0];
    if (name && host) found.push(`${name}@${host}`.toLowerCase());
  }
  return found;
}
