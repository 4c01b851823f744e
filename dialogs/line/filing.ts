/** Recordings and their words go with the case that they belong to, whenever they come. */
import type { TurnContext } from '../step.ts';
import type { Call } from './call.ts';
import type { LineDependencies } from './dependencies.ts';
import type { LineEvent } from './port.ts';

type Kept = Extract<LineEvent, { kind: 'kept' }>;
type Transcribed = Extract<LineEvent, { kind: 'transcribed' }>;

export interface Filing {
  kept(call: Call, kept: Kept): Promise<Call>;
  transcribed(call: Call, transcribed: Transcribed, turn: TurnContext): Promise<Call>;
  /** What waited for a case, once there is one; and to which case what was just recorded belongs. */
  settled(call: Call, event: LineEvent, turn: TurnContext): Promise<Call>;
}

const LONGEST_NOTE = 4_000;

export function createFiling({ cases, attachments }: Pick<LineDependencies, 'cases' | 'attachments'>): Filing {
  /** One that was recorded before its case was opened belongs to the one that is open by now. */
  const caseOf = ({ tapes, caseNumber }: Call, id: string | undefined) => tapes?.[id ?? ''] ?? caseNumber;

  async function note(number: string, text: string, at: number, { actor, message }: TurnContext): Promise<void> {
    const by = { actor, key: `${message.conversation}:${message.activityId}:note-${at}` };
    await cases.change(number, { kind: 'customer-note', text: text.slice(0, LONGEST_NOTE) }, by);
  }

  return {
    async kept(call, { file, id }) {
      const number = caseOf(call, id);
      if (!number) return { ...call, recordings: [...(call.recordings ?? []), file.id] };
      await attachments.attachTo(number, [file.id]);
      return call;
    },

    async transcribed(call, { text, id }, turn) {
      const number = caseOf(call, id);
      if (!number) return { ...call, notes: [...(call.notes ?? []), text] };
      await note(number, text, 0, turn);
      return call;
    },

    async settled(call, event, turn) {
      const { caseNumber, recordings = [], notes = [], ...rest } = call;
      if (!caseNumber) return call;
      if (recordings.length > 0) await attachments.attachTo(caseNumber, recordings);
      for (const [at, text] of notes.entries()) await note(caseNumber, text, at, turn);
      const id = event.kind === 'recorded' ? event.id : undefined;
      return { ...rest, caseNumber, ...(id && { tapes: { ...rest.tapes, [id]: caseNumber } }) };
    },
  };
}
