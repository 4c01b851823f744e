/** What to measure, as the command line says. */
import { parseArgs } from 'node:util';

export interface Plan {
  engines: readonly string[];
  levels: readonly number[];
  seconds: number;
  warmUpSeconds: number;
  profileTo: string | undefined;
  /** To look for returns among so many, instead of holding conversations. */
  returns: number | undefined;
  /** So many calls at once at the phone line, instead. */
  calls: number | undefined;
}

/** Until the code is as fast as it gets. */
const WARM_UP_SECONDS = 6;

/** @throws for an option that does not exist, and for a number that is none. */
export function readPlan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      'at-once': { type: 'string', multiple: true },
      engine: { type: 'string', multiple: true },
      profile: { type: 'string' },
      million: { type: 'boolean', default: false },
      rmas: { type: 'string' },
      calls: { type: 'string' },
    },
  });
  return {
    engines: values.engine ?? ['echo', 'embedded', 'mongodb'],
    levels: values['at-once']?.map(positive) ?? [1, 16, 64],
    seconds: values.seconds === undefined ? (values.quick ? 2 : 10) : positive(values.seconds),
    warmUpSeconds: values.quick ? 1 : WARM_UP_SECONDS,
    profileTo: values.profile,
    returns: values.rmas === undefined ? (values.million ? 1_000_000 : undefined) : positive(values.rmas),
    calls: values.calls === undefined ? undefined : positive(values.calls),
  };
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new TypeError(`${JSON.stringify(text)} is not a number above 0`);
  return number;
}
