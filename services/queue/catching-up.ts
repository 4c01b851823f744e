/** The queue's members for returns and cases of a build that had no queue. */
import { Case } from '../cases/case.ts';
import { type CatchingUp, over } from '../catching-up.ts';
import { Rma } from '../returns/rma.ts';
import { ENDED, RmaStatus } from '../returns/status.ts';
import { type Queued, queuedFirst } from './queued.ts';
import type { Standing } from './standing.ts';

export function queueMembers(standing: Standing): CatchingUp {
  const ofReturn = (stored: Rma) => lacked(stored, () => standing.ofReturn(Rma.parse(stored)));
  const ofCase = (stored: Case) => lacked(stored, () => standing.ofCase(Case.parse(stored)));
  const underWay = RmaStatus.options.filter(status => !ENDED.includes(status));
  return {
    mark: 'queue-1',
    walks: [
      ...underWay.map(status => over<Rma>('rmas', { status }, 'issuedAt', ofReturn)),
      over<Case>('cases', { status: 'open' }, 'createdAt', ofCase),
    ],
  };
}

function lacked({ desk }: Partial<Queued>, standing: () => Queued) {
  const members = desk === undefined ? queuedFirst(standing()) : {};
  return members.desk === undefined ? undefined : members;
}
