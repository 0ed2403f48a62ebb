import {
  FOREIGN_CREDENTIALS,
  type Citation,
  type Confidence,
  type Conflict,
  type Library,
  type Pathway,
} from '#content/index.ts';
import { namesIn, type NameOf, type Rulebook } from '#pathways/index.ts';
import { readDate, type Day } from '#kernel/dates.ts';
import { ruleTree, type HrefOf, type RuleTree } from './rule-tree.ts';
import { longDate } from './when.ts';

/** One way to qualify, as pages show it. */
export type PathwayView = {
  id: string;
  name: string;
  /** The board's own number for it; notes and sources speak of "route 4". */
  route: string | null;
  standing: 'open' | 'closed' | 'later' | 'unconfirmed';
  /** When it opened or closed, in words; null = no date on file. */
  dates: string | null;
  exam: boolean;
  tree: RuleTree;
  cite: Citation[];
  asOf: string | null;
  confidence: Confidence;
  conflicts: Conflict[];
  notes: string[];
};

/** Names of rules as pages write them, with those that have no page of their own. */
export function ruleNames(library: Library, book: Rulebook): NameOf {
  const names = namesIn(book);
  return (id) => library.credentials.get(id)?.short ?? FOREIGN_CREDENTIALS.get(id) ?? names(id);
}

/** The page of a credential, license or role. */
export function ruleHref(book: Rulebook): HrefOf {
  return (id) => {
    const goal = book.goals.get(id);
    return goal
      ? `/${{ credential: 'credentials', license: 'licenses', role: 'roles' }[goal.type]}/${goal.id}`
      : null;
  };
}

export function pathwayViews(
  pathways: readonly Pathway[],
  library: Library,
  book: Rulebook,
  today: Day,
): PathwayView[] {
  const [name, href] = [ruleNames(library, book), ruleHref(book)];
  const order = { open: 0, later: 1, unconfirmed: 2, closed: 3 };
  return pathways
    .map((p): PathwayView => {
      const { from, until } = p.effective;
      const closed = p.status === 'discontinued' || (until !== null && today >= readDate(until)!.earliest);
      const later = from !== null && today < readDate(from)!.earliest;
      return {
        id: p.id,
        name: p.name,
        route: /^route-(\d+[a-z]?)$/.exec(p.id)?.[1] ?? null,
        standing: closed ? 'closed' : later ? 'later' : p.status === 'unconfirmed' ? 'unconfirmed' : 'open',
        dates: dates(from, until),
        exam: p.examRequired,
        tree: ruleTree(p.requirement, name, href),
        cite: p.cite,
        asOf: p.as_of,
        confidence: p.confidence,
        conflicts: p.conflicts,
        notes: p.notes,
      };
    })
    .sort((a, b) => order[a.standing] - order[b.standing]);
}

function dates(from: string | null, until: string | null): string | null {
  if (from && until) return `from ${longDate(from)} until ${longDate(until)}`;
  return from ? `since ${longDate(from)}` : until ? `closed on ${longDate(until)}` : null;
}
