/** Sends mails to the operator's server. */
import { createTransport } from 'nodemailer';
import type { Delivery, MailTransport } from './mail.ts';
import { messageOf } from './message.ts';

const TIMEOUTS_MS = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 60_000, dnsTimeout: 30_000 };
/** Each of those is about one silence; a server that never falls silent is left too, well before `LEASE_MS`. */
const LONGEST_ATTEMPT_MS = 4 * 60_000;
/** What is wrong with the mail itself; before that it is the server, the network or the operator's settings. */
const ABOUT_THE_MAIL: ReadonlySet<unknown> = new Set(['EENVELOPE', 'EMESSAGE']);
/** The server wants a login first: a setting to be put right, and the mail to be sent then. */
const NEEDS_LOGIN = 530;

/** @param url as `SMTP_URL` holds it, with user and password */
export function createSmtp({ url, from }: { url: string; from: string }): MailTransport {
  const server = createTransport({ url, ...TIMEOUTS_MS });
  return {
    async send(mail, signal): Promise<Delivery> {
      try {
        const whole = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ATTEMPT_MS)]);
        await server.sendMail({ ...messageOf(mail, from), signal: whole });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function outcomeOf(error: unknown): Delivery {
  const { code, responseCode: answer } = error as { code?: unknown; responseCode?: unknown };
  const named = [code, answer].filter(part => typeof part === 'string' || typeof part === 'number').join(' ');
  const isRefused = typeof answer === 'number' && answer >= 500 && answer !== NEEDS_LOGIN && ABOUT_THE_MAIL.has(code);
  return { kind: isRefused ? 'refused' : 'failed', code: named || 'unknown' };
}
