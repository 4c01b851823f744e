import { z } from 'zod';
import { type Family, Kind } from './catalog/product.ts';

const PackingClass = z.strictObject({
  /** The outer box: "dual-wall corrugated". */
  box: z.string().min(1),
  /** Filling on all sides, in inches. */
  fillInches: z.number().positive(),
  examples: z.array(z.string().min(1)),
});
export type PackingClass = z.infer<typeof PackingClass>;

/** How products are packed for their way in (R15): content of the profile. */
export const PackingContent = z.strictObject({
  original: z.string().min(1),
  classes: z.strictObject({ light: PackingClass, medium: PackingClass, heavy: PackingClass }),
  /** What is said of moving parts, by kind; `otherwise` where it is not known what the product is. */
  restrain: z.strictObject({ otherwise: z.string().min(1), byKind: z.partialRecord(Kind, z.string().min(1)) }),
  several: z.string().min(1),
});
export type PackingContent = z.infer<typeof PackingContent>;

/** What to say about packing one product. */
export type PackingAdvice =
  | ({ kind: 'known'; class: Family['packing']; restrain?: string | undefined } & Said & PackingClass)
  /** The catalog does not know the product: the whole table, for the customer to choose by weight. */
  | ({ kind: 'by-weight'; restrain: string; classes: PackingContent['classes'] } & Said);

/** Said of every product. */
interface Said {
  original: string;
  several: string;
}

/** What to say of a product; undefined where the catalog does not know it. */
export type PackingFor = (family: Family | undefined) => PackingAdvice;

export interface Packing {
  packingFor: PackingFor;
}

/** The advice of one profile (R15). */
export function createPacking({ original, classes, restrain, several }: PackingContent): Packing {
  return {
    packingFor(family) {
      const said = { original, several };
      if (!family) return { kind: 'by-weight', ...said, restrain: restrain.otherwise, classes };
      return {
        kind: 'known',
        class: family.packing,
        ...said,
        restrain: restrain.byKind[family.kind],
        ...classes[family.packing],
      };
    },
  };
}
