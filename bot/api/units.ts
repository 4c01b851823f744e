/** `/api/v1/units`: what left the factory and when, so that a serial number tells its warranty (R5). */
import { z } from 'zod';
import { Unit, type Units } from '../../services/catalog/units.ts';
import { json, type Route, route } from './route.ts';

const UnitBody = Unit.extend({
  serial: z.string().trim().min(1).max(40),
  model: z.string().trim().min(1).max(80),
});
const MOST = 1_000;

export function unitRoutes({ units }: { units: Units }): Route[] {
  return [
    route({
      method: 'post',
      path: '/units',
      summary: 'Registers shipped units',
      description: 'A unit that is on record is replaced by its serial number, so the same again changes nothing.',
      body: z.union([UnitBody, z.strictObject({ units: z.array(UnitBody).min(1).max(MOST) })]),
      longest: 256 * 1024,
      gives: { status: 200, schema: z.object({ registered: z.number().int() }), what: 'how many that were' },
      refuses: [413, 415, 422],
      async run({ body }) {
        const all = 'units' in body ? body.units : [body];
        await units.register(all);
        return json(200, { registered: all.length });
      },
    }),
  ];
}
