/**
 * What a filter means: MongoDB's own reading of the operators that the desk uses, arrays and missing fields included.
 * The embedded engine selects by it; both engines refuse what it does not know, so none works on one engine only.
 */
import { isDeepStrictEqual } from 'node:util';
import { copyOf, isPlain, isReserved } from './document.ts';
import type { Query, Stored } from './port.ts';

export type Matches = (document: Stored) => boolean;
/** Whether the values that a path reaches satisfy a condition. */
type Condition = (reached: readonly unknown[]) => boolean;

/**
 * @throws {TypeError} for an operator that is not supported, and for `undefined`: a filter that loses a condition
 * matches documents that it must not touch.
 */
export function compileFilter(filter: Query): Matches {
  const clauses = Object.entries(filter).map(([key, value]) => clause(key, value));
  return document => clauses.every(matches => matches(document));
}

function clause(key: string, value: unknown): Matches {
  if (key === '$and' || key === '$or' || key === '$nor') return combined(key, value);
  const path = pathOf(key);
  const condition = conditionOf(key, value);
  return document => condition(reach(document, path));
}

function combined(operator: '$and' | '$or' | '$nor', value: unknown): Matches {
  if (!Array.isArray(value) || value.length === 0) throw new TypeError(`${operator} takes a list of filters`);
  const filters = value.map(compileFilter);
  if (operator === '$and') return document => filters.every(matches => matches(document));
  if (operator === '$or') return document => filters.some(matches => matches(document));
  return document => !filters.some(matches => matches(document));
}

/** The steps of a dotted path in a filter or an update. */
export function pathOf(key: string): string[] {
  const steps = key.split('.');
  if (steps.some(step => step === '' || step.startsWith('$') || isReserved(step))) {
    throw new TypeError(`${JSON.stringify(key)} is neither a field nor a supported operator`);
  }
  return steps;
}

/** The values at the end of a path; arrays on the way are crossed, and `undefined` stands for a branch without it. */
function reach(value: unknown, [step, ...rest]: string[]): unknown[] {
  if (step === undefined) return [value];
  if (Array.isArray(value)) {
    const placed = /^\d+$/.test(step) && Number(step) < value.length ? reach(value[Number(step)], rest) : [];
    return [...placed, ...value.filter(isPlain).flatMap(element => reach(element, [step, ...rest]))];
  }
  return isPlain(value) && Object.hasOwn(value, step) ? reach(value[step], rest) : [undefined];
}

function conditionOf(key: string, value: unknown): Condition {
  if (!isPlain(value) || !Object.keys(value).some(name => name.startsWith('$'))) return equals(key, value);
  const conditions = Object.entries(value).map(([operator, operand]) => {
    const make = OPERATORS.get(operator);
    if (!make) throw new TypeError(`${key}: ${operator} is not supported`);
    return make(key, operand);
  });
  return reached => conditions.every(satisfied => satisfied(reached));
}

const OPERATORS = new Map<string, (key: string, operand: unknown) => Condition>([
  ['$eq', equals],
  ['$ne', (key, operand) => not(equals(key, operand))],
  ['$in', anyOf],
  ['$nin', (key, operand) => not(anyOf(key, operand))],
  ['$gt', (key, operand) => ordered(key, operand, sign => sign > 0)],
  ['$gte', (key, operand) => ordered(key, operand, sign => sign >= 0)],
  ['$lt', (key, operand) => ordered(key, operand, sign => sign < 0)],
  ['$lte', (key, operand) => ordered(key, operand, sign => sign <= 0)],
  ['$not', (key, operand) => not(conditionOf(key, operand))],
  ['$exists', (_key, operand) => reached => reached.some(value => value !== undefined) === Boolean(operand)],
  ['$elemMatch', someElement],
]);

function not(condition: Condition): Condition {
  return reached => !condition(reached);
}

function equals(key: string, operand: unknown): Condition {
  const wanted = known(key, operand);
  if (wanted === null) return reached => reached.length === 0 || withElements(reached).some(value => value == null);
  return reached => withElements(reached).some(value => isDeepStrictEqual(value, wanted));
}

function anyOf(key: string, operand: unknown): Condition {
  if (!Array.isArray(operand)) throw new TypeError(`${key}: $in and $nin take a list`);
  const conditions = operand.map(one => equals(key, one));
  return reached => conditions.some(satisfied => satisfied(reached));
}

/** Only values of one kind have an order: a date is not before null, nor a number before a string. */
function ordered(key: string, operand: unknown, accepts: (sign: number) => boolean): Condition {
  const bound = comparable(known(key, operand));
  if (bound === undefined) throw new TypeError(`${key}: only strings, numbers and dates can be compared`);
  return reached =>
    withElements(reached).some(value => {
      const compared = comparable(value);
      if (compared === undefined || compared.kind !== bound.kind) return false;
      return accepts(compared.rank < bound.rank ? -1 : Number(compared.rank > bound.rank));
    });
}

function comparable(value: unknown): { kind: string; rank: string | number } | undefined {
  if (value instanceof Date) return { kind: 'date', rank: value.getTime() };
  return typeof value === 'string' || typeof value === 'number' ? { kind: typeof value, rank: value } : undefined;
}

function someElement(key: string, operand: unknown): Condition {
  if (!isPlain(operand)) throw new TypeError(`${key}: $elemMatch takes a filter`);
  const matches = compileFilter(operand);
  return reached => reached.some(value => Array.isArray(value) && value.some(element => matches(element)));
}

/** A condition on an array holds where it holds for the array or for any element. */
function withElements(reached: readonly unknown[]): unknown[] {
  return reached.flatMap(value => (Array.isArray(value) ? [value, ...value] : [value]));
}

function known(key: string, operand: unknown): unknown {
  if (operand === undefined) throw new TypeError(`the filter holds undefined at ${key}`);
  if (operand instanceof RegExp) throw new TypeError(`${key}: patterns are not supported`);
  return copyOf(operand, key);
}
