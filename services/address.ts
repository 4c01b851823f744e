import { z } from 'zod';

/** A postal address of any country: what the person wrote, and as much of its structure as is certain. */
export const Address = z.object({
  /** As written, white space tidied; always complete, so nothing is lost where parsing was unsure. */
  raw: z.string().min(1).max(500),
  /** The parts before the city: company or recipient, street, suite. */
  street: z.array(z.string()).default([]),
  city: z.string().optional(),
  /** State, province or county, as written or as its usual abbreviation. */
  region: z.string().optional(),
  postcode: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2).optional(),
});
export type Address = z.infer<typeof Address>;
