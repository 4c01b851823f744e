/** Whatever may happen to a return, in any order: changes that make sense and that make none, and time that passes. */
import fc from 'fast-check';
import { addDays } from '../../../services/calendar.ts';
import type { ChangeInput } from '../../../services/returns/change.ts';
import { Attention, Disposition } from '../../../services/returns/rma.ts';

export type Step = { change: ChangeInput } | { hours: number } | { tick: true };

const ids = fc.constantFrom('1', '2', '3', '9');
const some = fc.uniqueArray(ids, { minLength: 1, maxLength: 3 });
const text = fc.constantFrom('a note', '<b>bold</b>', '{"$gt":""}', 'ünïcødé 🎥');
const amount = fc.integer({ min: 0, max: 100_000 });
const direction = fc.constantFrom('inbound' as const, 'outbound' as const);
const carrier = fc.constantFrom('UPS', 'DHL');
const tracking = fc.constantFrom('1Z99', '1z99', '4711');
const firmware = fc.record({
  to: fc.constant('2.0'),
  why: fc.constantFrom('asked' as const, 'new-processor-module' as const),
});
const wish = fc.record({ change: fc.constantFrom('as-is' as const, 'upgrade' as const, 'downgrade' as const) });
const returnBy = fc.integer({ min: -50, max: 500 }).map(days => addDays('2028-01-30', days));
const street = fc.constantFrom('1 Elm St', '2 Oak St');

/** Those that need no more than their kind. */
const bare = fc.constantFrom<ChangeInput>(
  { kind: 'received' },
  { kind: 'diagnosing' },
  { kind: 'no-charge' },
  { kind: 'repairing' },
  { kind: 'shipped' },
  { kind: 'closed' },
);

/** Those that lead along the graph are frequent, so that returns get far. */
export const change: fc.Arbitrary<ChangeInput> = fc.oneof(
  { weight: 6, arbitrary: bare },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('received' as const),
      items: some.chain(chosen =>
        fc.tuple(...chosen.map(item => fc.record({ item: fc.constant(item), damaged: fc.boolean() }))),
      ),
    }),
  },
  fc.record({
    kind: fc.constant('received' as const),
    extras: fc.array(fc.record({ model: fc.constant('IM10') }), { minLength: 1, maxLength: 1 }),
  }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('missing' as const), items: some }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('estimate' as const),
      terms: fc.record({
        currency: fc.constant('USD'),
        lines: fc.array(fc.record({ text, amount }), { minLength: 1, maxLength: 2 }),
        diagnosticsFee: amount,
      }),
    }),
  },
  fc.record({ kind: fc.constant('estimate-withdrawn' as const) }),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('estimate-answered' as const),
      estimate: fc.constantFrom('1', '1', '2', '3', '4'),
      answer: fc.constantFrom('approve' as const, 'return' as const, 'scrap' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('disposed' as const),
      item: ids,
      disposition: fc.constantFrom(...Disposition.options),
    }),
  },
  fc.record({ kind: fc.constant('firmware-changed' as const), item: ids, firmware }),
  fc.record({ kind: fc.constant('firmware-request' as const), item: ids, firmware: wish }),
  fc.record({ kind: fc.constant('data-recovery' as const), item: ids }),
  fc.record({ kind: fc.constant('parcel' as const), parcel: fc.record({ direction, carrier, tracking }) }),
  fc.record({ kind: fc.constant('shipped' as const), carrier, tracking }),
  fc.record({ kind: fc.constant('extended' as const), returnBy, reason: text }),
  fc.record({ kind: fc.constantFrom('note' as const, 'customer-note' as const), text }),
  fc.record({ kind: fc.constant('contact' as const), email: fc.constantFrom('jo@acme.com', 'al@acme.com') }),
  fc.record({
    kind: fc.constant('ship-to' as const),
    address: street.map(line => ({ raw: line, street: [line] })),
  }),
  fc.record({ kind: fc.constant('status-emails' as const), wanted: fc.boolean() }),
  fc.record({ kind: fc.constant('attended' as const), to: fc.constantFrom(...Attention.options) }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdrawn' as const) }) },
);

export const hours = fc.oneof(
  fc.integer({ min: 0, max: 48 }),
  fc.integer({ min: 1, max: 40 }).map(days => days * 24),
  fc.integer({ min: 60, max: 500 }).map(days => days * 24),
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ change }) },
  { weight: 2, arbitrary: fc.record({ hours }) },
  { weight: 2, arbitrary: fc.constant({ tick: true as const }) },
);
