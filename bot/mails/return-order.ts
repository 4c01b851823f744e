/** Orders the letters that a return causes: each notice one mail, under its own id, so that it is written once (R23). */
import { z } from 'zod';
import type { Notice } from '../../services/notices/notice.ts';
import type { Target } from '../../services/notices/relay.ts';
import { Address } from '../../services/notifications/mail.ts';
import type { Outbox } from '../../services/notifications/outbox.ts';
import { ReturnMail } from '../../services/returns/outcome.ts';
import type { Returns } from '../../services/returns/returns.ts';
import type { Rma } from '../../services/returns/rma.ts';

export const RETURN = 'return';

/** What the mail is about: numbers and kinds, nobody's words. */
export const ReturnOrder = z.object({
  rma: z.string(),
  case: z.string(),
  mail: ReturnMail,
  /** The event's kind. */
  notice: z.string(),
  /** `former`: whose address was on file before; not whoever is on file when it is written. */
  reader: z.enum(['on-file', 'former']),
  /** What the event was about, as JSON. */
  data: z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(z.record(z.string(), z.string())),
});
export type ReturnOrder = z.infer<typeof ReturnOrder>;

/** What letters ask of their event; the rest is found on the return. */
const TOLD: ReadonlySet<string> = new Set([
  ...['items', 'damaged', 'extras', 'estimate', 'fields'],
  ...['returnBy', 'to', 'activeUntil'],
]);

export function createReturnOrders(deps: {
  outbox: Pick<Outbox, 'order'>;
  returns: Pick<Returns, 'change'>;
}): Target<Rma> {
  async function order(
    key: string,
    to: string,
    reader: ReturnOrder['reader'],
    notice: Notice,
    rma: Rma,
  ): Promise<void> {
    const mail = notice.mail?.kind ?? '';
    if (!Address.safeParse(to).success) return failed(deps.returns, { rma: rma._id, mail, key, code: 'no-address' });
    const about = {
      ...{ rma: rma._id, case: rma.caseNumber, mail, notice: notice.kind, reader },
      data: JSON.stringify(Object.fromEntries(Object.entries(notice.data ?? {}).filter(([name]) => TOLD.has(name)))),
    };
    await deps.outbox.order({ key, to, order: { kind: RETURN, about, again: true } });
  }

  return async (notice, rma) => {
    if (!notice.mail) return;
    const { to } = notice.mail;
    if (to === undefined) return order(notice.id, rma.contact.email, 'on-file', notice, rma);
    await order(notice.id, to, 'former', notice, rma);
    await order(`${notice.id}:new`, rma.contact.email, 'on-file', notice, rma);
  };
}

/** A mail that cannot reach its reader: somebody at the desk has to know, once for each. */
export async function failed(
  returns: Pick<Returns, 'change'>,
  { rma, mail, key, code }: { rma: string; mail: string; key: string; code: string },
): Promise<void> {
  const change = { kind: 'mail-failed' as const, mail: mail.slice(0, 40), code: code.slice(0, 60) };
  await returns.change(rma, change, { actor: 'desk', key: `mail-failed:${key}` });
}
