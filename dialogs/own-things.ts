/** What catalog and return add to an article where somebody asks about their own things. */
import { writeDate } from '../services/calendar.ts';
import type { Catalog, Family, Warranty } from '../services/catalog/product.ts';
import type { Units } from '../services/catalog/units.ts';
import { judgeWarranty } from '../services/catalog/warranty.ts';
import type { Article } from '../services/knowledge/article.ts';
import type { Packing } from '../services/packing.ts';
import type { Heard } from './step.ts';
import type { Texts } from './texts/en.ts';

/** A product that the question may be about. */
interface Mine {
  model: string;
  family?: string | undefined;
  warranty?: Warranty | undefined;
}

/** What is known of the person who asks. */
export interface Scene {
  /** The products of their request or case. */
  products: readonly Mine[];
  /** Their latest case. */
  caseNumber?: string | undefined;
  /** Their latest return, with its last days as ISO dates (R8, R9). */
  rma?: { number: string; returnBy: string; activeUntil: string } | undefined;
  /** What was answered just before. */
  before?: Article | undefined;
  today: string;
  locale: string;
}

export interface OwnThingsDependencies {
  texts: Texts;
  catalog: Catalog;
  packing: Packing;
  units: Pick<Units, 'find'>;
  /** Months of cover for a product that the catalog does not know. */
  warrantyOtherwise: number;
}

/** Lines to follow an article, by the rules that it tells: packing (R15), warranty (R5), the days of a return (R8, R9). */
export function createOwnLines(deps: OwnThingsDependencies) {
  const { texts, catalog } = deps;

  /** Those that the question names, else the person's own. */
  async function productsOf(heard: Heard, scene: Scene): Promise<readonly Mine[]> {
    const mentioned = heard.understood.slots.products.filter(({ family }) => family !== undefined);
    if (mentioned.length === 0) return scene.products;
    return Promise.all(
      mentioned.map(async ({ model, family, said, serial }) => {
        const known = catalog.family(family ?? '');
        const unit = serial && (await deps.units.find(serial.value));
        const warranty = judgeWarranty({ family: known, shipped: unit?.shipped }, scene.today, deps.warrantyOtherwise);
        return { model: model ?? known?.name ?? said ?? '', family, warranty };
      }),
    );
  }

  function packingLines(products: readonly Mine[]): string[] {
    return products.flatMap(({ model, family }) => {
      const advice = deps.packing.packingFor(catalog.family(family ?? ''));
      return advice.kind === 'known' ? [texts.packingFor(model, texts.packing(advice))] : [];
    });
  }

  /** "A Spectra" may be of several families: how to pack it is told where all of them are packed alike. */
  function loosely(text: string): Mine[] {
    const words =
      text
        .toLowerCase()
        .match(/[a-z]{5,}/g)
        ?.slice(0, MOST_WORDS) ?? [];
    return words.flatMap(word => {
      const families = familiesNamed(word);
      const [first] = families;
      const alike = families.every(({ packing, kind }) => packing === first?.packing && kind === first.kind);
      return first && alike ? [{ model: word.charAt(0).toUpperCase() + word.slice(1), family: first.id }] : [];
    });
  }

  function familiesNamed(word: string): Family[] {
    const match = catalog.match(word);
    const families = match.kind === 'near' ? match.candidates.map(({ family }) => family) : [];
    return families.filter(({ name }) => name.toLowerCase().split(' ').includes(word));
  }

  return async ({ rule }: Article, heard: Heard, scene: Scene): Promise<string[]> => {
    const products = await productsOf(heard, scene);
    const lines: string[] = [];
    if (rule.includes('R15')) lines.push(...packingLines(products.length > 0 ? products : loosely(heard.text)));
    if (rule.includes('R5')) {
      for (const { model, warranty } of products) {
        if (warranty) lines.push(texts.warranty(model, warranty, scene.locale));
      }
    }
    if (scene.rma && (rule.includes('R8') || rule.includes('R9'))) {
      const { number, returnBy, activeUntil } = scene.rma;
      lines.push(texts.ownDeadline(number, writeDate(returnBy, scene.locale), writeDate(activeUntil, scene.locale)));
    }
    return [...new Set(lines)];
  };
}

const MOST_WORDS = 40;
