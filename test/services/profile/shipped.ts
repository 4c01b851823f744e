import { resolve } from 'node:path';
import { createCatalog } from '../../../services/catalog/catalog.ts';
import type { Catalog, ModelMatch } from '../../../services/catalog/product.ts';
import { loadProfile, type Profile } from '../../../services/profile/profile.ts';

/** The folder of the content that is shipped; tests run from the root of the project. */
export const SHIPPED = resolve('services/profile/pelco');

export function shippedProfile(): Promise<Profile> {
  return loadProfile(SHIPPED);
}

export async function shippedCatalog(): Promise<Catalog> {
  return createCatalog(await shippedProfile());
}

/** A match on one line, as tests compare it: `model SD4E spectra-iv`, `near DX8100 DX8000`, `foreign Axis`. */
export function inShort(match: ModelMatch): string {
  switch (match.kind) {
    case 'model':
      return `model ${match.model} ${match.family.id}`;
    case 'family':
      return `family ${match.family.id}`;
    case 'near':
      return `near ${match.candidates.map(candidate => candidate.as).join(', ')}`;
    case 'foreign':
      return `foreign ${match.maker}`;
    case 'unknown':
      return `unknown ${match.model}`;
    case 'none':
      return 'none';
  }
}
