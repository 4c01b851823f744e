import type { Handoffs } from '../../services/handoff/handoffs.ts';
import type { EarlierCalls } from '../../services/line/earlier-calls.ts';
import type { Tries } from '../../services/line/tries.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { PeopleDependencies } from '../people/people.ts';
import type { LineTexts } from '../texts/en-line.ts';

/** What the phone line needs beside what every dialog does. */
export interface LineDependencies extends Omit<DialogDependencies, 'handoffs'> {
  handoffs: PeopleDependencies['handoffs'] & Pick<Handoffs, 'rang'>;
  line: LineTexts;
  tries: Tries;
  earlierCalls: EarlierCalls;
  /** As people call the products: a recognizer hears better what it expects. */
  productNames: readonly string[];
  /** Somebody can be rung from here, in the hours of the desk. */
  canRing: boolean;
}
