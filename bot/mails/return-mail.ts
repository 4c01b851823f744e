/** The letters of a return's life, each written when it is sent, from the return as it stands then. */
import type { Texts } from '../../dialogs/texts/en.ts';
import type { ReturnTold } from '../../dialogs/texts/return-told.ts';
import type { Cases } from '../../services/cases/cases.ts';
import { Address, type Letter } from '../../services/notifications/mail.ts';
import type { Compose } from '../../services/notifications/postman.ts';
import { openEstimate } from '../../services/returns/estimating.ts';
import { ALWAYS } from '../../services/returns/outcome.ts';
import type { Returns } from '../../services/returns/returns.ts';
import type { Rma } from '../../services/returns/rma.ts';
import { framed } from './letter.ts';
import { bodyOf } from './parts.ts';
import { ReturnOrder } from './return-order.ts';
import type { MailLinks, Teller } from './told.ts';

export function createReturnMail(deps: {
  returns: Pick<Returns, 'find'>;
  cases: Pick<Cases, 'find'>;
  texts: Texts['returnMails'];
  teller: Teller;
  links: Pick<MailLinks, 'unsubscribe'>;
  now: () => Date;
}): Compose {
  const { returns, cases, texts, teller, links, now } = deps;

  function letterOf(order: ReturnOrder, told: ReturnTold, to: string): Letter {
    const { subject, preview, parts } = texts.letters[order.mail](told);
    const isStatus = !ALWAYS.has(order.mail);
    const unsubscribe = isStatus ? links.unsubscribe?.(order.rma, to, now()) : undefined;
    const { foot } = texts;
    return {
      ...framed({
        subject: texts.subject(order.case, subject),
        title: subject,
        preview,
        body: bodyOf(parts),
        foot: [
          foot.numbers(order.case, order.rma),
          foot.reach,
          ...(isStatus ? [] : [foot.always]),
          ...(unsubscribe === undefined ? [] : [{ text: foot.unsubscribe, url: unsubscribe }]),
        ],
      }),
      thread: threadOf(order.rma),
      // RFC 8058: one click, without a question or a sign-in.
      ...(unsubscribe !== undefined && {
        headers: {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
    };
  }

  return async (ordered, { to: orderedFor }) => {
    const order = ReturnOrder.parse(ordered.about);
    const rma = await returns.find(order.rma);
    if (order.mail === 'lapsed') {
      const of = await cases.find(order.case);
      const to = orderedFor || (of?.contact.email ?? '');
      if (!of || of.erasedAt || !Address.safeParse(to).success) return { kind: 'gone' };
      return { kind: 'letter', letter: letterOf(order, teller.ofLapsed(order, of.items), to), to };
    }
    if (!rma || rma.erasedAt || !isWorthIt(order, rma)) return { kind: 'gone' };
    // Whoever is on file by now is to hear of it.
    const to = order.reader === 'former' ? orderedFor : rma.contact.email;
    return { kind: 'letter', letter: letterOf(order, teller.ofReturn(rma, order), to), to };
  };
}

/** A mail may wait for hours: what its reader does not want any more (R11), or what was overtaken by then, is not sent. */
function isWorthIt({ mail, data }: ReturnOrder, rma: Rma): boolean {
  if (!rma.statusEmails && !ALWAYS.has(mail)) return false;
  switch (mail) {
    case 'issued':
      return rma.status !== 'withdrawn';
    case 'return-reminder':
    case 'extended':
      return rma.status === 'issued' && (data['returnBy'] ?? data['to']) === rma.returnBy;
    case 'estimate':
    case 'estimate-reminder':
      return data['estimate'] === openEstimate(rma)?.id;
    default:
      return true;
  }
}

/** All mails of a return hang on the notice of its issue, which is its first. */
function threadOf(rma: string): string {
  return `${rma}:1:0`;
}
