import type { Condition, Library } from '#content/index.ts';
import { compile, type Rule } from '../compile.ts';
import { findGoal, type Goal, type Rulebook } from '../rulebook.ts';

export type PayRole = 'phlebotomist' | 'technician' | 'technologist' | 'assistant';

/** Where a plan is to end: a rule that must be met on the last day, and the pay that comes with it. */
export type Target = {
  id: string;
  name: string;
  rule: Rule;
  state: string | null;
  pay: PayRole;
  goal: Goal | null;
};

const TECHNICIAN = ['ascp-mlt', 'amt-mlt', 'aab-mlt'];
const TECHNOLOGIST = ['ascp-mls', 'amt-mls', 'aab-mt'];
const PHLEBOTOMIST = ['ascp-pbt', 'amt-rpt', 'nha-cpt', 'ncct-ncpt'];

/** `technician-in-ca`: hold a credential, the state's license where it asks for one, and meet the federal rule. */
const PRACTICE = {
  technician: {
    credentials: TECHNICIAN,
    role: 'clia-moderate-testing',
    levels: ['technician', 'technologist'],
    pay: 'technician',
  },
  technologist: {
    credentials: TECHNOLOGIST,
    role: 'clia-high-testing',
    levels: ['technologist'],
    pay: 'technologist',
  },
  phlebotomist: { credentials: PHLEBOTOMIST, role: null, levels: ['phlebotomy'], pay: 'phlebotomist' },
} as const;

export const PRACTICE_ROLES = Object.keys(PRACTICE) as (keyof typeof PRACTICE)[];

/** The target a goal id names, or null when nothing of that name is on file. */
export function targetOf(book: Rulebook, library: Library, id: string): Target | null {
  const practice = /^(technician|technologist|phlebotomist)-in-([a-z]{2})$/.exec(id);
  if (practice) return practiceTarget(book, library, practice[1] as keyof typeof PRACTICE, practice[2]!);
  const goal = findGoal(book, id);
  if (!goal) return null;
  const held: Condition =
    goal.type === 'credential'
      ? { credential: { anyOf: [goal.id], current: true } }
      : goal.type === 'license'
        ? { license: { anyOf: [goal.id], current: true } }
        : { eligible: { for: goal.id } };
  const jurisdiction = 'jurisdiction' in goal.entry ? goal.entry.jurisdiction : null;
  return {
    id: goal.id,
    name: goal.name,
    rule: ready(book, held),
    state: jurisdiction ? jurisdiction.slice(3).toUpperCase() : null,
    pay: payOf(goal.level, goal.id),
    goal,
  };
}

const ready = (book: Rulebook, condition: Condition): Rule =>
  compile(condition, book.context, { cite: [], as_of: null, confidence: 'verified' });

function practiceTarget(
  book: Rulebook,
  library: Library,
  role: keyof typeof PRACTICE,
  state: string,
): Target | null {
  const place = library.jurisdictions.get(`us-${state}`);
  if (!place) return null;
  const p = PRACTICE[role];
  const licenses = [...library.licenses.values()]
    .filter((l) => l.jurisdiction === place.id && (p.levels as readonly string[]).includes(l.level))
    .map((l) => l.id);
  const needed = role === 'phlebotomist' ? place.phlebotomyLicense !== 'none' : place.license !== 'none';
  const license: Condition[] = !needed
    ? []
    : licenses.length > 0
      ? [{ license: { anyOf: licenses, current: true } }]
      : [
          {
            unread: {
              what: `the ${role} license of ${place.name}, whose rule is not on file`,
              ask: place.ask.name,
            },
          },
        ];
  const federal: Condition[] = p.role ? [{ eligible: { for: p.role } }] : [];
  const on = (id: string) => book.goals.has(id);
  const condition: Condition = {
    all: [{ credential: { anyOf: p.credentials.filter(on), current: true } }, ...license, ...federal],
  };
  return {
    id: `${role}-in-${state}`,
    name: `work as a ${role} in ${place.name}`,
    rule: ready(book, condition),
    state: state.toUpperCase(),
    pay: p.pay,
    goal: null,
  };
}

/** Whose wages a goal leads to. Specialists and leaders are paid at least as technologists; no closer figure is on file. */
function payOf(level: string, id: string): PayRole {
  if (/phleb|pbt|rpt|cpt|ncpt|dpt/.test(id)) return 'phlebotomist';
  if (level === 'assistant' || level === 'phlebotomy')
    return level === 'assistant' ? 'assistant' : 'phlebotomist';
  if (
    level === 'technician' ||
    level === 'histotechnician' ||
    level === 'training' ||
    id === 'clia-moderate-testing'
  )
    return 'technician';
  return level === 'trainee' || level === 'temporary' ? 'technician' : 'technologist';
}
