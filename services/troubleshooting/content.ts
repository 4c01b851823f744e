import { z } from 'zod';
import { Kind } from '../catalog/product.ts';

const Steps = z.array(z.string().min(1)).min(1);

const Remedy = z.strictObject({
  title: z.string().min(1),
  /** For any product that no variant is for. */
  steps: Steps,
  variants: z.array(z.strictObject({ kinds: z.array(Kind).min(1), steps: Steps })).default([]),
});

export const Symptom = Remedy.extend({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /**
   * How people put it: every word of a phrase must be there, close together and in any order; `a|b` is either. `not`
   * stands for any denial ("won't", "no", "stopped").
   */
  phrases: z.array(z.string().regex(/^[a-z0-9]+(?:\|[a-z0-9]+)*(?: [a-z0-9]+(?:\|[a-z0-9]+)*)*$/)).min(1),
});
export type Symptom = z.infer<typeof Symptom>;

/** What is tried before a return (R7): content of the profile. Where phrases tie, the symptom that comes first wins. */
export const TroubleshootingContent = z.strictObject({ fallback: Remedy, symptoms: z.array(Symptom) });
export type TroubleshootingContent = z.infer<typeof TroubleshootingContent>;
