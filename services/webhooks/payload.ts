/** What business systems are told of a change: numbers and states, nobody's details. The rest they read over the API. */
import type { Notice } from '../notices/notice.ts';

/** What changed, by its numbers. */
export type Subject = { rma: string; case: string } | { case: string } | { handoff: string; case?: string };

export interface Told {
  /** The same at every attempt and for every address. */
  id: string;
  /** The document's number; what concerns one document is told in order. */
  of: string;
  /** Grows with every change of the document. */
  sequence: number;
  body: string;
}

/** A change says more than one thing at a time, and far fewer than these. */
const MOST_AT_ONCE = 100;

export function tell(notice: Notice, subject: Subject, status: string): Told {
  const [kind, of] = numberOf(subject);
  const sequence = sequenceOf(notice.id);
  const body = JSON.stringify({
    id: notice.id,
    type: `${kind}.${notice.kind}`,
    at: notice.at.toISOString(),
    ...subject,
    status: notice.status ?? status,
    data: notice.data ?? {},
    sequence,
  });
  return { id: notice.id, of, sequence, body };
}

function numberOf(subject: Subject): [kind: string, of: string] {
  if ('handoff' in subject) return ['handoff', subject.handoff];
  return 'rma' in subject ? ['rma', subject.rma] : ['case', subject.case];
}

/** By the document's version and the notice's place in that change, which its id ends in. */
function sequenceOf(id: string): number {
  const [, version, place] = /:(\d+):(\d+)$/.exec(id) ?? [];
  if (version === undefined) throw new Error(`the notice ${id} tells no place in its document`);
  return Number(version) * MOST_AT_ONCE + Number(place);
}
