/** What came over the line in one go: keys, or words as a recognizer has understood them. */
import type { Heard } from '../step.ts';

export interface LineHeard extends Heard {
  /** Empty where none was pressed. */
  keys: string;
}

/** The only key that was pressed. */
export function keyOf({ keys }: LineHeard): string | undefined {
  return keys.length === 1 ? keys : undefined;
}

/** Yes and no, said or pressed. */
export function answerOf(heard: LineHeard): 'yes' | 'no' | undefined {
  const key = keyOf(heard);
  if (key === '1') return 'yes';
  if (key === '2') return 'no';
  return heard.keys ? undefined : heard.understood.answer;
}
