/**
 * Who of Teams is staff (R25). The tenant is that of the address to reply to, which stands in the signed token: what an
 * activity says of its tenant by itself opens nothing, and where it says another, nobody is let in.
 */
import type { Colleague } from '../../../services/handoff/handoff.ts';
import type { People } from '../../../services/staff/people.ts';
import type { MicrosoftApp } from '../../config.ts';
import type { TeamsActivity } from './activity.ts';

export interface Staff {
  /** The Entra object id: stands for the person in the audit trail. */
  id: string;
  /** Empty where Teams does not tell. */
  name: string;
  /** The person's id for this bot ("29:…"). */
  mri: string;
  tenant: string;
  /** BCP 47, and IANA. */
  locale?: string | undefined;
  timeZone?: string | undefined;
}

export type Who = { kind: 'staff'; staff: Staff } | { kind: 'stranger'; why: string };

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** @param app undefined: nobody is authenticated, only this machine is served, and any tenant is staff unless some are named */
export function whoOf(
  activity: TeamsActivity,
  { app, tenants }: { app: MicrosoftApp | undefined; tenants: readonly string[] },
): Who {
  const { from, conversation, channelData, serviceUrl } = activity;
  const named = [channelData?.tenant?.id, conversation.tenantId].filter(tenant => tenant !== undefined);
  const tenant = app ? vouchedTenant(serviceUrl, app) : (named[0] ?? '');
  if (tenant === undefined) return { kind: 'stranger', why: 'no tenant in the token' };
  if (named.some(one => !isSame(one, tenant))) return { kind: 'stranger', why: 'tenants differ' };
  const isAny = !app && tenants.length === 0;
  if (!isAny && !tenants.some(one => isSame(one, tenant))) return { kind: 'stranger', why: 'tenant' };
  if (!from.aadObjectId) return { kind: 'stranger', why: 'no Entra object id' };
  const { locale, localTimezone: timeZone } = activity;
  return {
    kind: 'staff',
    staff: { id: from.aadObjectId, name: from.name?.trim() ?? '', mri: from.id, tenant, locale, timeZone },
  };
}

/** Teams' addresses end in the tenant; a bot of one tenant is of that one wherever they do not. */
function vouchedTenant(serviceUrl: string, app: MicrosoftApp): string | undefined {
  const inAddress = new URL(serviceUrl).pathname.split('/').find(part => GUID.test(part));
  return inAddress ?? (app.type === 'MultiTenant' ? undefined : app.tenantId);
}

function isSame(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** By the name that is shown to others: Teams does not tell it with everything. */
export async function colleagueOf({ id, name }: Staff, people: Pick<People, 'find'>): Promise<Colleague> {
  return { id, name: name || (await people.find(id))?.name || id };
}
