import type { ScenarioEntry } from '#content/laboratory/index.ts';
import type { Laboratory } from '#laboratory/load.server.ts';

/** A scenario as it may be shown before it is played: nothing here says what is wrong in it. */
export type Card = {
  /** Names it in forms, in place of its id: ids say too much. */
  code: string;
  name: string;
  departments: string[];
  level: number;
  says: string;
  minutes: number;
  tubes: number;
};

const codes = new WeakMap<Laboratory, Map<string, string>>();

/** Code by id: the number of its type, with a letter where several are of one type; `full-1`, … for whole shifts. */
function codesOf(laboratory: Laboratory): Map<string, string> {
  const known = codes.get(laboratory);
  if (known) return known;
  const byType = Map.groupBy(laboratory.scenarios.values(), (s) => s.type);
  const made = new Map<string, string>();
  for (const [type, list] of byType)
    for (const [i, s] of list.entries())
      made.set(s.id, type === 'composite' ? `full-${i + 1}` : `${type}${list.length > 1 ? 'abcdefghijklmnop'[i] : ''}`); // prettier-ignore
  codes.set(laboratory, made);
  return made;
}

const nameOf = (code: string): string =>
  code.startsWith('full-') ? `Full shift ${code.slice(5)}` : `Scenario ${code}`;

export function cardOf(laboratory: Laboratory, scenario: ScenarioEntry): Card {
  const code = codesOf(laboratory).get(scenario.id) ?? '?';
  const { departments, level, says, minutes } = scenario;
  return {
    code,
    name: nameOf(code),
    departments: [...departments],
    level,
    says,
    minutes,
    tubes: scenario.orders.length + (scenario.crowd?.specimens ?? 0),
  };
}

export const cardsOf = (laboratory: Laboratory): Card[] =>
  [...laboratory.scenarios.values()].map((s) => cardOf(laboratory, s));

/** The id behind a code; null = there is none. */
export const scenarioBehind = (laboratory: Laboratory, code: string): string | null =>
  [...codesOf(laboratory)].find(([, c]) => c === code)?.[0] ?? null;
