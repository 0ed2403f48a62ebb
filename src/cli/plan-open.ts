import type { Library } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { assessGoal, prepare, type Frontier, type Goal, type Rulebook } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { questionText } from './words.ts';

/** Questions shown for one goal: those that settle most come first, and a longer list is in `benchpath assess`. */
const MOST_QUESTIONS = 3;

/**
 * Plans count only what is told. Where an answer of the person could open the goal at once, that has to be said before
 * years of schooling are planned. Only what the person can tell: parts of rules that nobody could read are in `assess`.
 */
export function openQuestions(
  { target, reached }: Frontier,
  record: PersonRecord,
  on: Day,
  book: Rulebook,
  library: Library,
): string[] {
  if (reached) return [];
  const facts = prepare(record);
  const at = { on, state: target.state ?? record.state ?? null };
  const goals = target.goal ? [target.goal] : credentialsOf(target, book);
  const open = goals.flatMap((goal) => {
    const { verdict, decidedBy, ask } = assessGoal(book, goal, facts, at);
    const own = [...new Set([...(decidedBy ? [decidedBy] : []), ...ask])].filter(
      (q) => !/^(ask|rule):/.test(q),
    );
    return verdict === 'unknown' && own.length > 0 ? [{ goal, own }] : [];
  });
  // Of several credentials that would do, the one with the fewest open questions is told.
  const [first] = open.sort((a, b) => a.own.length - b.own.length);
  if (!first) return [];
  const { goal, own } = first;
  const questions = own.slice(0, MOST_QUESTIONS).map((q) => questionText(q, goal, library));
  const could = goal.type === 'role' ? `meet the rule for ${goal.name}` : `could apply for ${goal.short}`;
  return [
    `It is not known yet whether you ${could} today, and plans count what is not told as missing. It turns on: ${questions.join('; ')}. All of it: benchpath assess RECORD --for ${goal.id}`,
  ];
}

/** The credentials that a kind of work asks for: any of them would do. */
function credentialsOf({ rule: { condition } }: Frontier['target'], book: Rulebook): Goal[] {
  const parts = 'all' in condition ? condition.all : [condition];
  return parts
    .flatMap((part) => ('credential' in part ? part.credential.anyOf : []))
    .flatMap((x) => book.goals.get(typeof x === 'string' ? x : x.id) ?? []);
}
