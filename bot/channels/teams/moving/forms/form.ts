/** A form of one deed: what it asks, and what it makes of what was filled in. */
import type { CaseChange } from '../../../../../services/cases/change.ts';
import type { Hit } from '../../../../../services/finding/finding.ts';
import type { ChangeInput } from '../../../../../services/returns/change.ts';
import type { Element } from '../../../elements.ts';
import type { MovingTexts } from '../../texts-moving.ts';
import type { Deed, When } from '../deeds.ts';
import type { Filled } from '../fields.ts';

export interface Asking<H extends Hit = Hit> {
  hit: H;
  texts: MovingTexts;
  when: When;
  /** Those whose it may become, by name. */
  colleagues: readonly { id: string; name: string }[];
  /** Where nothing tells which: the maker's own, ISO 4217. */
  currency: string;
  /** An ISO date as the reader writes it. */
  day(date: string): string;
}

/** What is to be done, one after another; the first that is refused ends it. */
export type Wanted =
  | { of: 'return'; change: ChangeInput }
  | { of: 'case'; change: CaseChange }
  | { of: 'merge'; into: string; isAcross: boolean };

export type Read = { kind: 'right'; wanted: Wanted[] } | { kind: 'wrong'; faults: string[] };

export interface FormOf<H extends Hit = Hit> {
  /** Below the title. */
  fields(filled: Filled, asking: Asking<H>): Element[];
  /** What stands in it when it is opened. */
  first?(asking: Asking<H>): Filled;
  read(filled: Filled, asking: Asking<H>): Read;
  /** Right whatever has happened meanwhile, as a note is. */
  isAlwaysRight?: boolean;
}

export type ReturnHit = Extract<Hit, { kind: 'return' }>;
export type CaseHit = Extract<Hit, { kind: 'case' }>;
export type Forms<H extends Hit> = Partial<Record<Deed, FormOf<H>>>;

export const wrong = (...faults: string[]): Read => ({ kind: 'wrong', faults });

export const ofReturn = (...changes: ChangeInput[]): Read => ({
  kind: 'right',
  wanted: changes.map(change => ({ of: 'return', change })),
});

export const ofCase = (change: CaseChange): Read => ({ kind: 'right', wanted: [{ of: 'case', change }] });
