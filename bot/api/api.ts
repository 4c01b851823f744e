/** `/api/v1`: cases, returns and units for business systems. */
import type { Server } from 'restify';
import { createListCases } from '../../services/cases/listing.ts';
import { createListReturns } from '../../services/returns/listing.ts';
import type { House } from '../assemble.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { caseRoutes } from './cases.ts';
import { handoffRoutes } from './handoffs.ts';
import { createIdempotency } from './idempotency.ts';
import { keyCheck } from './keys.ts';
import { mailRoutes } from './mails.ts';
import { openApiOf, openApiRoute } from './openapi.ts';
import { privacyRoutes } from './privacy.ts';
import { reportRoutes } from './reports.ts';
import { rmaEventRoutes } from './rma-events.ts';
import { rmaRoutes } from './rmas.ts';
import type { Route } from './route.ts';
import { serve } from './serve.ts';
import { unitRoutes } from './units.ts';

/** What the routes need of the house. */
export type ApiHouse = Pick<
  House,
  | 'store'
  | 'profile'
  | 'cases'
  | 'returns'
  | 'customers'
  | 'catalog'
  | 'units'
  | 'attachments'
  | 'feedback'
  | 'ratings'
  | 'privacy'
  | 'labelLink'
  | 'outbox'
  | 'handoffs'
  | 'desk'
>;

export interface ApiDependencies {
  config: Pick<Config, 'apiKeys' | 'publicUrl'>;
  house: ApiHouse;
  now: () => Date;
  log: Log;
}

/** Mounts the routes; where there are no keys the API is off, and they are not there. */
export function mountApi(server: Server, { config, house, now, log }: ApiDependencies): void {
  if (config.apiKeys.length === 0) return;
  const routes = apiRoutes(house, config.publicUrl, now);
  const idempotency = createIdempotency({ store: house.store, now });
  serve(server, routes, { keyOf: keyCheck(config.apiKeys), idempotency, now, log });
}

/** All of them, the description of all of them as the last. */
export function apiRoutes(house: ApiHouse, publicUrl: string, now: () => Date): Route[] {
  const { store, profile } = house;
  const routes = [
    ...caseRoutes({
      ...house,
      list: createListCases({ store, now }),
      warrantyOtherwise: profile.terms.warranty.defaultMonths,
      timeZone: profile.company.timeZone,
      now,
    }),
    ...rmaRoutes({ ...house, list: createListReturns({ store, now }) }),
    ...rmaEventRoutes(house),
    ...unitRoutes(house),
    ...mailRoutes(house),
    ...handoffRoutes(house),
    ...privacyRoutes(house),
    ...reportRoutes({ ...house, articles: profile.articles }),
  ];
  const company = profile.company.name;
  const description: Route = openApiRoute(() => openApiOf([...routes, description], { company, publicUrl }));
  return [...routes, description];
}
