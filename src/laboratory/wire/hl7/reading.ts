import { check } from './check.ts';
import { error, type Message, type Problem } from './message.ts';
import { typeOf } from './read.ts';
import type { UnitCheck } from './values.ts';

/**
 * A message as plain data, with what was odd about it; or why it cannot be filed. A message is read whole or not at all: nothing
 * of a refused one is filed, so nothing is filed twice when it is mended and sent again.
 */
export type Reading<T> = { value: T; notes: readonly Problem[] } | { problems: readonly Problem[] };

/** Checks a message, and its kind, before anything is read from it. */
export function reading<T>(
  message: Message,
  kinds: readonly string[],
  unit: UnitCheck | null,
  read: () => T | Problem,
): Reading<T> {
  const type = typeOf(message);
  if (!kinds.some((kind) => type === kind || (kind === 'ACK' && type.startsWith('ACK'))))
    return { problems: [error('MSH-9', `this is ${type || 'a message of no kind'}, where one of these is read: ${kinds.join(' ')}`)] }; // prettier-ignore
  const found = check(message, unit);
  const problems = found.filter((p) => p.severity === 'error');
  if (problems.length > 0) return { problems };
  const value = read();
  return isProblem(value) ? { problems: [value] } : { value, notes: found };
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'severity' in value && 'problem' in value;
