/** Returns as they come to a desk that is tried. */
import type { Contact } from '../../../../../services/cases/case.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import type { World } from '../../../../world.ts';

let made = 0;

export async function issueReturn(
  { house }: Pick<World, 'house'>,
  { expedited = false, ...contact }: Partial<Contact> & { expedited?: boolean } = {},
): Promise<Rma> {
  const warranty = { kind: 'unconfirmed' as const, months: 36 };
  const serial = { raw: 'AB-1234', value: 'AB-1234' };
  const items = [{ id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'no picture', serial, warranty }];
  const whole = { name: 'Jo Smith', email: 'jo@acme.com', company: 'Acme Security', ...contact };
  const of = await house.cases.open({
    ...{ requestKey: `queue-case-${++made}`, contact: whole, items, status: 'open', actor: 'web' },
  });
  const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
  const request = { case: of, shipTo, items, expedited, statusEmails: true, actor: 'web' };
  return house.returns.issue({ requestKey: `queue-rma-${made}`, ...request });
}
