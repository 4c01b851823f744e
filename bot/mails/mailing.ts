/** Sends what is in the outbox, for as long as the process runs. */
import { join } from 'node:path';
import { CALL_BACK_MAIL } from '../../services/handoff/promising.ts';
import type { Taken } from '../../services/notifications/outbox.ts';
import type { Compose } from '../../services/notifications/postman.ts';
import { createPostman, type Postman } from '../../services/notifications/postman.ts';
import { TRANSCRIPT } from '../../services/notifications/transcripts.ts';
import type { Timer } from '../../services/rounds.ts';
import { CODE_MAIL } from '../../services/verification/verification.ts';
import type { House } from '../assemble.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createCallBackMail } from './call-back.ts';
import { createCodeMail } from './code.ts';
import { createReturnMail } from './return-mail.ts';
import { failed, RETURN, ReturnOrder } from './return-order.ts';
import { createTeller, type MailLinks } from './told.ts';
import { createTranscriptMail } from './transcript.ts';

/** Only the transport that is used is loaded, and that after the desk is open: it takes a tenth of a second. */
export async function startMailing(deps: {
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicUrl'>;
  house: Pick<
    House,
    'outbox' | 'desk' | 'texts' | 'returns' | 'cases' | 'profile' | 'packing' | 'catalog' | 'callBacks'
  >;
  links?: MailLinks;
  now: () => Date;
  timer: Timer;
  log: Log;
}): Promise<Postman> {
  const { config, house, links = {}, now, timer, log } = deps;
  const { returns, cases, texts } = house;
  const transport = await transportOf(config);
  const teller = createTeller({
    texts,
    company: house.profile.company,
    terms: house.profile.terms,
    packingOf: family => house.packing.packingFor(house.catalog.family(family ?? '')),
    publicUrl: config.publicUrl,
    links,
    now,
  });
  const composers: Record<string, Compose> = {
    [TRANSCRIPT]: createTranscriptMail({ history: house.desk.history, texts: texts.transcriptMail, now }),
    [CALL_BACK_MAIL]: createCallBackMail({
      callBacks: house.callBacks,
      texts: texts.callBackMail,
      company: house.profile.company,
    }),
    [CODE_MAIL]: createCodeMail(texts.codeMail),
    [RETURN]: createReturnMail({ returns, cases, texts: texts.returnMails, teller, links, now }),
  };
  const compose: Compose = async (order, mail) => {
    const composer = composers[order.kind];
    // What a newer build has ordered, that one writes.
    if (!composer) throw new Error(`nobody writes mails of the kind ${order.kind}`);
    return composer(order, mail);
  };
  async function refused({ key, order }: Taken, code: string): Promise<void> {
    if (order?.kind !== RETURN) return;
    const { rma, mail } = ReturnOrder.parse(order.about);
    await failed(returns, { rma, mail, key, code });
  }
  const postman = createPostman({ outbox: house.outbox, transport, compose, refused, now, timer, log });
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
