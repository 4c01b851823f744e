/** Who is a member of the tenant, and no guest of it: a guest's conversations are those of the host (R25). */
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { type Connector, DeliveryFailed } from '../bot-framework/connector.ts';
import type { TeamsActivity } from './activity.ts';
import type { Staff } from './who.ts';

export interface Members {
  /** Asked of Teams once in some hours. Where the bot is no member itself nobody can be looked up, and who was is remembered. */
  isMember(activity: TeamsActivity, staff: Staff): Promise<boolean>;
}

const Member = z.object({ tenantId: z.string().optional(), userRole: z.string().optional() });
const HOURS_MS = 4 * 3_600_000;
const MOST = 10_000;

export function createMembers(deps: {
  connector: Pick<Connector, 'call'>;
  now: () => Date;
  log: Pick<Log, 'warn'>;
}): Members {
  const { connector, now, log } = deps;
  const known = new Map<string, number>();

  async function look(activity: TeamsActivity, staff: Staff): Promise<boolean> {
    const path = ['conversations', activity.conversation.id, 'members', staff.mri];
    const found = await connector.call({ serviceUrl: activity.serviceUrl, method: 'GET', path });
    const { tenantId = staff.tenant, userRole = 'user' } = Member.catch({ userRole: 'unknown' }).parse(found);
    return userRole === 'user' && tenantId.toLowerCase() === staff.tenant.toLowerCase();
  }

  return {
    async isMember(activity, staff) {
      const key = `${staff.tenant} ${staff.id}`;
      const until = known.get(key) ?? 0;
      if (until > now().getTime()) return true;
      try {
        const isMember = await look(activity, staff);
        known.delete(key);
        if (!isMember) return false;
      } catch (err) {
        if (!(err instanceof DeliveryFailed)) throw err;
        log.warn({ err }, 'a member of a Teams conversation cannot be looked up');
        return false;
      }
      if (known.size >= MOST) known.clear();
      known.set(key, now().getTime() + HOURS_MS);
      return true;
    },
  };
}
