/** A product as somebody names it becomes an item of a case: its family, and its cover as it is told (R4, R5). */
import { dateIn } from '../calendar.ts';
import type { Catalog } from '../catalog/product.ts';
import type { Units } from '../catalog/units.ts';
import { judgeWarranty } from '../catalog/warranty.ts';
import type { CaseItem } from './case.ts';

export interface NamedProduct {
  model: string;
  serial?: string | undefined;
  problem: string;
  /** ISO date. */
  since?: string | undefined;
}

export interface ProductDependencies {
  catalog: Pick<Catalog, 'match'>;
  units: Pick<Units, 'find'>;
  /** Months of cover for a product that the catalog does not know. */
  warrantyOtherwise: number;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
  now: () => Date;
}

/** @param at its place in the case, from 0 */
export async function itemFor(deps: ProductDependencies, named: NamedProduct, at: number): Promise<CaseItem> {
  const { serial: raw, problem, since } = named;
  const match = deps.catalog.match(named.model);
  const family = match.kind === 'model' || match.kind === 'family' ? match.family : undefined;
  const model = match.kind === 'model' ? match.model : named.model;
  const unit = raw === undefined ? undefined : await deps.units.find(raw);
  const today = dateIn(deps.timeZone, deps.now());
  return {
    id: String(at + 1),
    model,
    kind: family?.kind ?? 'other',
    problem,
    warranty: judgeWarranty({ family, shipped: unit?.shipped }, today, deps.warrantyOtherwise),
    ...(family && { family: family.id }),
    ...(raw !== undefined && { serial: { raw, value: raw.toUpperCase().replace(/[^A-Z0-9]/g, '') } }),
    ...(since !== undefined && { since }),
  };
}
