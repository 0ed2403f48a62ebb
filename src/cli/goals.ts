import { nearest } from '#kernel/nearest.ts';
import type { Library } from '#content/index.ts';
import { findGoal, PRACTICE_ROLES, type Rulebook } from '#pathways/index.ts';
import { BadInput } from './refusal.ts';

/** Ids of the goals that a word names: an id, an alias, a short name like MLT(ASCP), or a family of siblings. */
export function goalsNamed(book: Rulebook, library: Library, word: string): string[] {
  const goal = findGoal(book, word) ?? findGoal(book, word.toLowerCase());
  if (goal) return [goal.id];
  const members = library.credentials.get(word)?.members.map((m) => m.id) ?? [];
  if (members.length > 0) return members;
  const short = [...book.goals.values()]
    .filter((g) => g.short.toLowerCase() === word.toLowerCase())
    .map((g) => g.id);
  if (short.length > 0) return short;
  throw unknownGoal(book, library, word, false);
}

export function unknownGoal(book: Rulebook, library: Library, word: string, plans: boolean): BadInput {
  const practice = plans
    ? [...library.jurisdictions.keys()].flatMap((id) =>
        PRACTICE_ROLES.map((role) => `${role}-in-${id.slice(3)}`),
      )
    : [];
  const names = new Map([...book.goals.values()].map((g) => [g.short, g.id]));
  const near = nearest(word, [
    ...book.goals.keys(),
    ...book.aliases.keys(),
    ...names.keys(),
    ...practice,
  ]).map((n) => book.aliases.get(n) ?? names.get(n) ?? n);
  const parts = word
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const holding = [...book.goals.keys()].filter((id) => parts.every((part) => id.includes(part)));
  const likely = [...new Set([...near, ...holding])].slice(0, 4);
  const help =
    likely.length > 0
      ? `did you mean ${likely.join(' or ')}?`
      : `see benchpath rules list${plans ? ', or write a role in a state like technician-in-ca' : ''}`;
  return new BadInput(`no rule ${JSON.stringify(word.slice(0, 80))} is on file; ${help}`);
}
