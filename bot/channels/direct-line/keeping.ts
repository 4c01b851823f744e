/** Keeps the files of one message before the desk hears of it. */
import type { Attachments, KeptFile, RefusedFile } from '../../../services/attachments/attachments.ts';
import { shownName } from '../../../services/attachments/file-name.ts';
import { createKeyedQueue } from '../../keyed-queue.ts';
import { CHANNEL } from './conversations.ts';
import { Refusal } from './refusal.ts';
import type { UploadedFile } from './upload.ts';

/** Files of one message. */
export const MOST_AT_ONCE = 3;

export interface Keeping {
  /**
   * Rejects where the store is away.
   * @throws {Refusal} 503, where papers are waiting to be cleaned already: the client sends the message again by itself
   * @param clientId the sender's own id of the message: with it, a second delivery keeps nothing twice
   */
  keep(
    conversation: string,
    clientId: string | undefined,
    files: readonly UploadedFile[],
  ): Promise<{ files: KeptFile[]; refused: RefusedFile[] }>;
}

export function createKeeping({ attachments }: { attachments: Pick<Attachments, 'keep'> }): Keeping {
  /** One message after another, so that a conversation cannot get past its limit by sending many at once. */
  const queue = createKeyedQueue();

  return {
    keep(id, clientId, uploaded) {
      const conversation = `${CHANNEL}:${id}`;
      return queue.run(conversation, async () => {
        const files: KeptFile[] = [];
        const refused: RefusedFile[] = [];
        for (const [at, { name, bytes }] of uploaded.slice(0, MOST_AT_ONCE).entries()) {
          const requestKey = clientId === undefined ? undefined : `${conversation}:${clientId}:${at}`;
          const outcome = await attachments.keep({ conversation, name, bytes, requestKey });
          if (outcome.kind === 'busy') throw busy();
          if (outcome.kind === 'kept') files.push(outcome.file);
          else refused.push(outcome.file);
        }
        const [first, ...rest] = uploaded.slice(MOST_AT_ONCE);
        if (first) {
          const more = rest.length > 0 ? { more: rest.length } : {};
          refused.push({ name: shownName(first.name), why: 'too-many', ...more });
        }
        return { files, refused };
      });
    },
  };
}

function busy(): Refusal {
  const message = 'Many papers are being looked at just now. Please send it again in a moment.';
  return new Refusal(503, 'ServiceUnavailable', message, { 'Retry-After': 5 });
}
