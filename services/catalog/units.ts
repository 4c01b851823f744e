import { z } from 'zod';
import type { Store } from '../store/port.ts';
import { digitsFolded, squeezed } from './spelling.ts';

/** A unit that left the factory, as the business system reports it. */
export const Unit = z.object({
  /** As the business system writes it. */
  serial: z.string(),
  model: z.string(),
  /** YYYY-MM-DD. */
  shipped: z.iso.date(),
});
export type Unit = z.infer<typeof Unit>;

/** Keyed by the normalised serial, so that registering it again replaces it. */
type StoredUnit = Unit & { _id: string };

/** The units on record: what a serial is, and when it was shipped (R5). */
export interface Units {
  find(serial: string): Promise<Unit | undefined>;
  /** Adds the units; one already on record is replaced, and of two with the same serial the later one counts. */
  register(units: readonly Unit[]): Promise<void>;
}

/** A serial as it is compared: upper case, no separators, O and I as the digits they are typed for. */
export function normaliseSerial(serial: string): string {
  return digitsFolded(squeezed(serial));
}

/** Whether two serials, as typed, may be the same unit's. */
export function sameSerial(a: string, b: string): boolean {
  return normaliseSerial(a) === normaliseSerial(b);
}

export function createUnits({ store }: { store: Store }): Units {
  const collection = store.collection<StoredUnit>('units');
  return {
    async find(serial) {
      const _id = normaliseSerial(serial);
      const stored = _id === '' ? null : await collection.findOne({ _id });
      return stored ? Unit.parse(stored) : undefined;
    },
    async register(units) {
      const latest = new Map(units.map(unit => [normaliseSerial(unit.serial), unit]));
      await Promise.all(
        [...latest].map(([_id, unit]) => collection.replaceOne({ _id }, { _id, ...unit }, { upsert: true })),
      );
    },
  };
}
