/**
 * Recordings are fetched from the engine's own API, kept here with everything else of the conversation, and deleted
 * there: so that what is erased here is erased.
 */
import type { Attachments, KeptFile } from '../../../services/attachments/attachments.ts';
import { readCapped } from '../../body.ts';
import type { Log } from '../../log.ts';

export interface Recording {
  conversation: string;
  id: string;
  url: string;
  account: string;
}

export interface Recordings {
  /** Undefined where it cannot be had, or is nothing that may be kept. */
  fetch(recording: Recording): Promise<KeptFile | undefined>;
}

const MOST_BYTES = 10 * 1024 * 1024;
const PATIENCE_MS = 20_000;

/** @param api the engine's: nothing is fetched from any other address */
export function createRecordings(deps: {
  api: string;
  token: string | undefined;
  attachments: Pick<Attachments, 'keep'>;
  log: Pick<Log, 'warn'>;
}): Recordings {
  const { api, token = '', attachments, log } = deps;
  const { origin } = new URL(api);

  return {
    async fetch({ conversation, id, url, account }) {
      if (!URL.canParse(url) || new URL(url).origin !== origin) {
        log.warn({ id }, 'a recording is not at the address of the voice API, and is left there');
        return undefined;
      }
      const headers = { Authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` };
      const ask = (address: string, method: 'GET' | 'DELETE') =>
        fetch(address, { method, headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
      const answer = await ask(url.endsWith('.wav') ? url : `${url}.wav`, 'GET');
      const bytes = answer.ok ? await readCapped(answer.body ?? [], MOST_BYTES) : undefined;
      if (!bytes) {
        log.warn({ id, status: answer.status }, 'a recording cannot be fetched');
        return undefined;
      }
      const name = 'recording.wav';
      const kept = await attachments.keep({
        conversation,
        name,
        bytes,
        requestKey: `recording:${id}`,
        isRecording: true,
      });
      if (kept.kind !== 'kept') {
        log.warn({ id, kind: kept.kind }, 'a recording is not kept');
        return undefined;
      }
      const deleted = await ask(url.replace(/\.wav$/, ''), 'DELETE').catch(() => undefined);
      if (!deleted?.ok) log.warn({ id }, 'a recording is kept here, and could not be deleted at the voice API');
      return kept.file;
    },
  };
}
