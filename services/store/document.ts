/**
 * What may be stored, the same on either engine: strings, finite numbers, booleans, null, dates, and plain objects and
 * arrays of them. Anything else would come back as something different from one engine than from the other.
 */
import type { Stored } from './port.ts';

/**
 * A copy of a whole document, ready to be stored.
 * @throws {TypeError} where it has no `_id` or holds what cannot be stored.
 */
export function storable<T extends Stored>(document: T): T {
  if (typeof document._id !== 'string' || document._id === '') throw new TypeError('a document needs an _id, a string');
  return copyOf(document);
}

/**
 * A deep copy in which `undefined` is dropped (null inside arrays), as the driver does with `ignoreUndefined`.
 * @throws {TypeError} naming the path, where a value or a key cannot be stored.
 */
export function copyOf<T>(value: T, path = 'document'): T {
  return copied(value, path) as T;
}

function copied(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date && Number.isFinite(value.getTime())) return new Date(value);
  if (Array.isArray(value)) return value.map((element, at) => copied(element ?? null, `${path}[${at}]`));
  if (isPlain(value)) return copiedObject(value, path);
  throw new TypeError(`${path} cannot be stored: ${describe(value)}`);
}

function copiedObject(value: Record<string, unknown>, path: string): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (!isStorableKey(key)) throw new TypeError(`${path} has a key that cannot be stored: ${JSON.stringify(key)}`);
    if (field !== undefined) copy[key] = copied(field, `${path}.${key}`);
  }
  return copy;
}

/** Keys that a query could not name, that would read as an operator, or that mean something to the language. */
function isStorableKey(key: string): boolean {
  return key !== '' && !key.startsWith('$') && !/[.\0]/.test(key) && !isReserved(key);
}

/** Names that reach an object's prototype instead of its data. */
export function isReserved(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (value instanceof Date) return 'an invalid date';
  if (typeof value === 'object') return `a ${value?.constructor?.name ?? 'special object'}`;
  return typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
}
