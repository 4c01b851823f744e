/** When people are at the desk, as the profile writes it. */
import { z } from 'zod';
import { HolidayRule, WEEKDAYS } from './holidays.ts';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00');
/** By the clock in the maker's zone; midnight at the end of a day is 24:00. */
const Span = z
  .strictObject({ from: clock, to: z.union([clock, z.literal('24:00')], 'must be a time such as 17:00') })
  .refine(({ from, to }) => from < to, 'must end after it begins');
export type Span = z.infer<typeof Span>;

const Day = z
  .array(Span)
  .refine(spans => spans.every((span, at) => at === 0 || (spans[at - 1]?.to ?? '') <= span.from), 'must be in order')
  .optional();

export const HoursContent = z.strictObject({
  /** A day that is left out is one on which nobody is there. */
  week: z
    .strictObject(Object.fromEntries(WEEKDAYS.map(day => [day, Day])) as Record<(typeof WEEKDAYS)[number], typeof Day>)
    .refine(week => Object.values(week).some(spans => spans?.length), 'must have hours on one day at least'),
  holidays: z.array(z.strictObject({ name: z.string().min(1), on: HolidayRule })).max(100),
});
export type HoursContent = z.infer<typeof HoursContent>;
