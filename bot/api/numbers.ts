/** Numbers in addresses, as people write them: a mistyped one is told apart from one that nobody has (R21). */
import { readNumber } from '../../services/numbers.ts';
import type { Problem } from '../answer.ts';
import { unknown } from './problems.ts';
import { ROOT } from './serve.ts';

type Kind = 'case' | 'rma';

export const TITLE: Record<Kind, string> = { case: 'case', rma: 'RMA' };
const PATH: Record<Kind, string> = { case: `${ROOT}/cases`, rma: `${ROOT}/rmas` };

export type Named = { kind: 'number'; value: string } | { kind: 'problem'; problem: Problem };

export function numberIn(text: string | undefined, kind: Kind): Named {
  const read = readNumber(text ?? '');
  const title = TITLE[kind];
  const wrong = (problem: Problem): Named => ({ kind: 'problem', problem });
  switch (read.kind) {
    case 'number':
      if (read.of === kind) return { kind: 'number', value: read.value };
      return wrong(elsewhere(title, read.value, read.of === 'customer' ? undefined : PATH[read.of]));
    case 'mistyped':
      return wrong({
        status: 400,
        type: 'urn:caseline:mistyped',
        title: 'Mistyped number',
        detail: `Its check digit says that no ${title} can have this number: a digit is wrong, missing or too many.`,
      });
    default:
      return wrong({
        status: 400,
        type: 'urn:caseline:not-a-number',
        title: 'Not a number',
        detail: `A ${title} number has 10 digits, such as ${kind === 'rma' ? '7' : '4'}123-4567-89.`,
      });
  }
}

function elsewhere(title: string, number: string, home: string | undefined): Problem {
  const detail = home && `This is the number of another kind of thing: see ${home}/${number}.`;
  return { ...unknown(title, number), ...(detail && { detail }) };
}
