/** Orders a conversation as a mail: once for each message that asks for it, however often that is delivered (R23). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Outbox } from './outbox.ts';

export const TRANSCRIPT = 'transcript';

/** What the mail is about; the words stay where they are on record until it is sent. */
export const TranscriptOrder = z.object({
  channel: z.string(),
  conversation: z.string(),
  /** The message that asked for it, as the channel names it: the last that is in it. */
  activityId: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  caseNumber: z.string().optional(),
});
export type TranscriptOrder = z.infer<typeof TranscriptOrder>;

export interface Transcripts {
  order(wish: TranscriptOrder & { to: string }): Promise<void>;
}

export function createTranscripts({ outbox }: { outbox: Pick<Outbox, 'order'> }): Transcripts {
  return {
    async order({ to, caseNumber, ...about }) {
      // A client chooses the ids of its messages: what they are made of stays out of the log.
      const asked = JSON.stringify([about.channel, about.conversation, about.activityId]);
      const key = `${TRANSCRIPT}:${createHash('sha256').update(asked).digest('hex')}`;
      await outbox.order({
        key,
        to,
        order: { kind: TRANSCRIPT, about: { ...about, ...(caseNumber && { caseNumber }) } },
      });
    },
  };
}
