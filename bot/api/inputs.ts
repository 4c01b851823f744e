/** What business systems send to open a case or issue an RMA (R4, R6). */
import { z } from 'zod';
import { Address } from '../../services/address.ts';
import { DataWish, FirmwareWish } from '../../services/returns/rma.ts';
import { numberOf } from './paging.ts';

const line = (most: number) => z.string().trim().min(1).max(most);

/** By its parts, or as one text. */
export const AddressBody = z
  .union([
    z.strictObject({ raw: line(500) }),
    z.strictObject({
      street: z.array(line(120)).min(1).max(5).describe('recipient, street, suite'),
      city: line(100),
      region: line(100).optional(),
      postcode: line(20).optional(),
      country: z.string().regex(/^[A-Z]{2}$/, 'must be a country of ISO 3166-1, such as US'),
    }),
  ])
  .transform((given): Address => {
    if ('raw' in given) return Address.parse(given);
    const { street, city, region, postcode, country } = given;
    const raw = [...street, city, [region, postcode].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
    return Address.parse({ ...given, raw });
  });

export const ContactBody = z.strictObject({
  name: line(200),
  email: z.email().max(254),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}(;ext=\d{1,7})?$/, 'must be in E.164, such as +15595550100, with ;ext= for an extension')
    .optional(),
  company: line(200).optional(),
});

export const NewCaseBody = z.strictObject({
  contact: ContactBody,
  billing: AddressBody.optional(),
  shipTo: AddressBody.optional(),
  items: z
    .array(
      z.strictObject({
        model: line(80),
        serial: z
          .string()
          .trim()
          .regex(/^[\w .\-/]{1,40}$/, 'must be letters, digits, dashes and dots')
          .optional(),
        problem: line(2_000),
        since: z.iso.date().optional(),
      }),
    )
    .min(1)
    .max(50),
  troubleshot: z.boolean().optional().describe('troubleshooting has been completed and did not help (R7)'),
});

export const NewRmaBody = z.strictObject({
  caseNumber: numberOf('case'),
  items: z
    .array(z.strictObject({ id: line(10), firmware: FirmwareWish.optional(), data: DataWish.optional() }))
    .min(1)
    .max(50)
    .optional()
    .describe('items of the case, with wishes; all of them where none are named'),
  shipTo: AddressBody.optional().describe('where it goes back to; that of the case where none is given'),
  billing: AddressBody.optional(),
  expedited: z.boolean().default(false).describe('can be asked for only now (R19)'),
  statusEmails: z.boolean().default(false).describe('what the customer chose (R11)'),
  troubleshot: z.literal(true).optional().describe('troubleshooting has been completed and did not help (R7)'),
});
export type NewRmaBody = z.output<typeof NewRmaBody>;
