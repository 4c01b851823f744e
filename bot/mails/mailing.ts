/** Sends what is in the outbox, for as long as the process runs. */
import { join } from 'node:path';
import type { Compose } from '../../services/notifications/postman.ts';
import { createPostman, type Postman } from '../../services/notifications/postman.ts';
import { TRANSCRIPT } from '../../services/notifications/transcripts.ts';
import type { Timer } from '../../services/rounds.ts';
import { CODE_MAIL } from '../../services/verification/verification.ts';
import type { House } from '../assemble.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createCodeMail } from './code.ts';
import { createTranscriptMail } from './transcript.ts';

/** Only the transport that is used is loaded, and that after the desk is open: it takes a tenth of a second. */
export async function startMailing(deps: {
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>;
  house: Pick<House, 'outbox' | 'desk' | 'texts'>;
  now: () => Date;
  timer: Timer;
  log: Log;
}): Promise<Postman> {
  const { config, house, now, timer, log } = deps;
  const transport = await transportOf(config);
  const composers: Record<string, Compose> = {
    [TRANSCRIPT]: createTranscriptMail({ history: house.desk.history, texts: house.texts.transcriptMail, now }),
    [CODE_MAIL]: createCodeMail(house.texts.codeMail),
  };
  const compose: Compose = async (order, mail) => {
    const composer = composers[order.kind];
    // What a newer build has ordered, that one writes.
    if (!composer) throw new Error(`nobody writes mails of the kind ${order.kind}`);
    return composer(order, mail);
  };
  const postman = createPostman({ outbox: house.outbox, transport, compose, now, timer, log });
  postman.start();
  return postman;
}

async function transportOf({ smtpUrl, mailFrom: from, dataDir }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>) {
  if (smtpUrl !== undefined) {
    const { createSmtp } = await import('../../services/notifications/smtp.ts');
    return createSmtp({ url: smtpUrl, from });
  }
  const { createMailFolder } = await import('../../services/notifications/mail-folder.ts');
  return createMailFolder({ folder: join(dataDir, 'mail'), from });
}
