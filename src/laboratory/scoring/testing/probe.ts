import { stateHash, type Made } from '../../shift/index.ts';
import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { harmsOf, runRobot } from '../index.ts';

type Told = Made & { scenario: ScenarioEntry };

/** Content as text that holds its maps, so that another engine can be given it. */
export const written = (told: Told): string =>
  JSON.stringify(told, (_key, value: unknown) => (value instanceof Map ? { map: [...value] } : value));

const read = (text: string): Told =>
  JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    'map' in value &&
    Array.isArray(value.map) &&
    Object.keys(value).length === 1
      ? new Map(value.map as [string, unknown][])
      : value,
  ) as Told;

/** A whole shift played by the gold robot: the state it ends in, what was committed, and what it did to patients. */
export function probe(text: string, seed: string): { state: string; truth: string; harm: number } {
  const told = read(text);
  const shift = runRobot(told.scenario, seed, 'gold', told);
  return {
    state: stateHash(shift),
    truth: shift.commitment,
    harm: harmsOf(shift).reduce((n, h) => n + h.points, 0),
  };
}
