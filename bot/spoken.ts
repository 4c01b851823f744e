/** What was said in a conversation, line by line, for whoever is to go on in it. */
import { plain } from '../dialogs/reply.ts';
import type { KeptFile } from '../services/attachments/attachments.ts';
import type { Turn } from './conversation.ts';

export interface Spoken {
  who: string;
  text: string;
  files: readonly KeptFile[];
}

export function spokenIn(turns: readonly Turn[], { customer, desk }: { customer: string; desk: string }): Spoken[] {
  const all = turns.flatMap(({ said, caughtUp = [], replies }): Spoken[] => [
    ...caughtUp.map(text => ({ who: customer, text, files: [] })),
    ...(said.kind === 'message' ? [{ who: customer, text: said.text, files: said.files ?? [] }] : []),
    ...replies.map(({ text, by, files = [] }) => ({ who: by ?? desk, text: withoutName(plain(text), by), files })),
  ]);
  return all.filter(({ text, files }) => text.trim() !== '' || files.length > 0);
}

/** The name stands before the line already. */
function withoutName(text: string, by: string | undefined): string {
  return by && text.startsWith(`${by}: `) ? text.slice(by.length + 2) : text;
}
