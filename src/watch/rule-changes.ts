import { leafKind, parts, type Condition, type Library, type Pathway } from '#content/index.ts';
import { describe, type NameOf } from '#pathways/index.ts';
import { differences, type Difference } from './differences.ts';

export const CHANGE_KINDS = [
  'added',
  'removed',
  'requirement',
  'confidence',
  'dates',
  'status',
  'fees',
  'sources',
  'checked',
  'other',
] as const;
type ChangeKind = (typeof CHANGE_KINDS)[number];

/** An entry that is not as it was. `pathway`: the one of its pathways that a change is about; null = the entry itself. */
export type RuleChange = {
  id: string;
  type: (typeof SHELVES)[number][1] | 'assumptions';
  name: string;
  change: 'added' | 'removed' | 'changed';
  what: What[];
};
export type What = { kind: ChangeKind; pathway: string | null; what: string };

/** The shelves of a library that decide something, and what an entry of each is called. */
export const SHELVES = [
  ['credentials', 'credential'],
  ['licenses', 'license'],
  ['roles', 'role'],
  ['jurisdictions', 'place'],
  ['moves', 'move'],
  ['continuing', 'continuing education'],
] as const;

/** What changed between two libraries, entry by entry, in words. Worked examples and summaries' wording decide nothing and are left out. */
export function ruleChanges(before: Library, after: Library, name: NameOf): RuleChange[] {
  const found: RuleChange[] = [];
  for (const [shelf, type] of SHELVES) {
    const [old, now] = [before[shelf] as Map<string, Entry>, after[shelf] as Map<string, Entry>];
    for (const id of [...new Set([...old.keys(), ...now.keys()])].sort()) {
      const [a, b] = [old.get(id), now.get(id)];
      const base = { id, type, name: (b ?? a)!.name };
      if (!a)
        found.push({
          ...base,
          change: 'added',
          what: [{ kind: 'added', pathway: null, what: `${base.name} is new on file` }],
        });
      else if (!b)
        found.push({
          ...base,
          change: 'removed',
          what: [{ kind: 'removed', pathway: null, what: `${base.name} is no longer on file` }],
        });
      else {
        const what = [
          ...pathwayChanges(a.pathways ?? [], b.pathways ?? [], name),
          ...entryChanges(a, b, name),
        ];
        if (what.length > 0) found.push({ ...base, change: 'changed', what });
      }
    }
  }
  const assumed = entryChanges(before.assumptions as never, after.assumptions as never, name);
  if (assumed.length > 0)
    found.push({
      id: 'assumptions',
      type: 'assumptions',
      name: 'What plans assume',
      change: 'changed',
      what: assumed,
    });
  return found;
}

type Entry = { id: string; name: string; pathways?: Pathway[] };

function pathwayChanges(old: readonly Pathway[], now: readonly Pathway[], name: NameOf): What[] {
  const ids = [...new Set([...old, ...now].map((p) => p.id))];
  return ids.flatMap((id): What[] => {
    const [a, b] = [old.find((p) => p.id === id), now.find((p) => p.id === id)];
    if (!a)
      return [
        { kind: 'added', pathway: id, what: `a new pathway, ${b!.name}: ${sentence(b!.requirement, name)}` },
      ];
    if (!b) return [{ kind: 'removed', pathway: id, what: `the pathway ${a.name} is gone` }];
    const { requirement: ra, ...restA } = a;
    const { requirement: rb, ...restB } = b;
    return [...requirementChanges(ra, rb, name), ...differences(restA, restB).map((d) => worded(d))].map(
      (w) => ({ ...w, pathway: id }),
    );
  });
}

/** What is asked for and was not, what was asked for and is not, and how sure the parts are. */
function requirementChanges(a: Condition, b: Condition, name: NameOf): Omit<What, 'pathway'>[] {
  const [old, now] = [leaves(a), leaves(b)];
  const text = (c: Condition) => describe(c, name);
  const gone = without(old, now, text);
  const come = without(now, old, text);
  const out: Omit<What, 'pathway'>[] = [];
  for (const c of come) {
    const i = gone.findIndex((g) => leafKind(g) === leafKind(c));
    const was = i >= 0 ? gone.splice(i, 1)[0]! : null;
    out.push({
      kind: 'requirement',
      what: was ? `was: ${text(was)}; now: ${text(c)}` : `now asks for ${text(c)}`,
    });
  }
  for (const c of gone) out.push({ kind: 'requirement', what: `no longer asks for ${text(c)}` });
  if (out.length === 0 && shape(a, name) !== shape(b, name))
    out.push({
      kind: 'requirement',
      what: `put together anew; was: ${sentence(a, name)}; now: ${sentence(b, name)}`,
    });
  if (out.length === 0) return differences(a, b, 'requirement').map((d) => worded(d, 'requirement'));
  for (const c of now) {
    const same = old.find((o) => text(o) === text(c));
    if (same && same.confidence !== c.confidence)
      out.push({
        kind: 'confidence',
        what: `${text(c)}: ${same.confidence ?? 'as the pathway'} → ${c.confidence ?? 'as the pathway'}`,
      });
  }
  return out;
}

const leaves = (c: Condition): Condition[] => (leafKind(c) === null ? parts(c).flatMap(leaves) : [c]);

/** Those of a list that the other has not, each counted as often as it stands there. */
function without(
  list: readonly Condition[],
  other: readonly Condition[],
  text: (c: Condition) => string,
): Condition[] {
  const left = other.map(text);
  return list.filter((c) => {
    const i = left.indexOf(text(c));
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}

/** A requirement in one sentence. */
function sentence(c: Condition, name: NameOf): string {
  if (leafKind(c) !== null) return describe(c, name);
  const inner = parts(c).map((p) =>
    leafKind(p) === null && parts(p).length > 1 ? `(${sentence(p, name)})` : sentence(p, name),
  );
  if ('at_least' in c) return `at least ${c.at_least.count} of ${inner.join(', ')}`;
  return inner.join('all' in c ? ' and ' : ' or ');
}

const shape = (c: Condition, name: NameOf): string => sentence(c, name);

const LEFT_OUT = new Set(['pathways', 'examples', 'summary', 'id']);

function entryChanges(a: Entry, b: Entry, name: NameOf): What[] {
  const own = (e: Entry) =>
    Object.fromEntries(Object.entries(e).filter(([key]) => !LEFT_OUT.has(key) && key !== 'begin'));
  const begin =
    'begin' in a || 'begin' in b
      ? beginChanges((a as { begin?: Condition }).begin, (b as { begin?: Condition }).begin, name)
      : [];
  return [...begin, ...differences(own(a), own(b)).map((d) => worded(d))].map((w) => ({
    ...w,
    pathway: null,
  }));
}

function beginChanges(
  a: Condition | undefined,
  b: Condition | undefined,
  name: NameOf,
): Omit<What, 'pathway'>[] {
  if (a && b) return requirementChanges(a, b, name);
  if (!a && !b) return [];
  return [
    {
      kind: 'requirement',
      what: b ? `to begin now asks for ${sentence(b, name)}` : 'to begin no longer asks for anything',
    },
  ];
}

const KINDS: [RegExp, ChangeKind][] = [
  [/(^|\.)cite(\.|$|\[)|(^|\.)as_of$/, 'sources'],
  [/(^|\.)confidence$/, 'confidence'],
  [/^effective\./, 'dates'],
  [/(^|\.)(status|license|phlebotomyLicense)$/, 'status'],
  [/^fees\b|[fF]ee\b|^costUsd\b/, 'fees'],
  [/^checked\b/, 'checked'],
];

function worded(d: Difference, otherwise: ChangeKind = 'other'): Omit<What, 'pathway'> {
  const kind = KINDS.find(([pattern]) => pattern.test(d.path))?.[1] ?? otherwise;
  return { kind, what: `${d.path}: ${d.before} → ${d.after}` };
}
