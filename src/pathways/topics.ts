import { parts, type Condition } from '#content/index.ts';
import type { Rulebook } from './rulebook.ts';

/** The topics in which rules ask for training, by name. */
export function topicsIn(book: Rulebook): string[] {
  const topics = new Set<string>();
  const walk = (condition: Condition): void => {
    if ('training' in condition) topics.add(condition.training.topic);
    parts(condition).forEach(walk);
  };
  for (const goal of book.goals.values()) for (const way of goal.ways) walk(way.rule.condition);
  return [...topics].sort();
}
