/** What an update may do, checked alike on either engine before it reaches one. */
import { copyOf, isPlain } from './document.ts';
import { pathOf } from './filter.ts';
import type { Query } from './port.ts';

type Check = (path: string, operand: unknown) => unknown;

/** Each operator, and how its operand for one path is checked and copied. */
const OPERATORS = new Map<string, Check>([
  ['$set', copyAt],
  ['$unset', () => true],
  ['$inc', copyAt],
  ['$push', (path, operand) => (isModified(operand) ? pushed(path, operand) : copyAt(path, operand))],
  ['$addToSet', (path, operand) => (isModified(operand) ? { $each: each(path, operand) } : copyAt(path, operand))],
]);

/**
 * A copy of an update, free of `undefined` and of anything that the caller might change later.
 * @throws {TypeError} for an operator that is not supported, and for a document where operators are expected.
 */
export function checkUpdate(update: Query): Record<string, Record<string, unknown>> {
  const entries = Object.entries(update).filter(([, fields]) => fields !== undefined);
  if (entries.length === 0) throw new TypeError('the update holds no operator');
  return Object.fromEntries(entries.map(([operator, fields]) => [operator, checkFields(operator, fields)]));
}

function checkFields(operator: string, fields: unknown): Record<string, unknown> {
  const check = OPERATORS.get(operator);
  if (!check) throw new TypeError(`the update holds ${operator}, which is not supported`);
  if (!isPlain(fields)) throw new TypeError(`${operator} takes fields`);
  const given = Object.entries(fields).filter(([, operand]) => operand !== undefined);
  return Object.fromEntries(given.map(([path, operand]) => [pathOf(path).join('.'), check(path, operand)]));
}

function copyAt(path: string, operand: unknown): unknown {
  return copyOf(operand, path);
}

function isModified(operand: unknown): operand is Record<string, unknown> {
  return isPlain(operand) && Object.keys(operand).some(key => key.startsWith('$'));
}

function pushed(path: string, operand: Record<string, unknown>): Record<string, unknown> {
  const { $each: _, $slice: slice, ...others } = operand;
  if (Object.keys(others).length > 0) throw new TypeError(`${path}: only $each and $slice are supported`);
  if (slice === undefined) return { $each: each(path, operand) };
  if (!Number.isInteger(slice)) throw new TypeError(`${path}: $slice takes a whole number`);
  return { $each: each(path, operand), $slice: slice };
}

function each(path: string, operand: Record<string, unknown>): unknown[] {
  if (!Array.isArray(operand['$each'])) throw new TypeError(`${path}: $each takes a list`);
  return copyOf(operand['$each'], path);
}
