import type { Citation, Library } from '#content/index.ts';
import { SHELVES, type RuleChange, type What } from './rule-changes.ts';

/** A changed rule behind what changed for a person. `checked`: the day we compared it with its sources (ISO). */
export type Reason = {
  type: RuleChange['type'];
  id: string;
  name: string;
  change: RuleChange['change'];
  what: { pathway: string | null; what: string }[];
  cite: { source: string; at?: string }[];
  checked: string | null;
};

/** As many as a person reads; the page of an entry holds the rest. */
const MOST_REASONS = 6;
const MOST_WHAT = 8;
const LONGEST_WHAT = 500;

/**
 * The changed entries that two looks at a subject rest on, with what changed in them and what they cite now.
 * @param rests ids of the entries of both looks
 */
export function reasonsFor(
  changes: readonly RuleChange[],
  rests: readonly string[],
  before: Library,
  after: Library,
): Reason[] {
  const on = new Set(rests);
  const found = changes.filter(({ id }) => on.has(id));
  // Nothing that we can name: then every rule that changed is shown, rather than none.
  return (found.length > 0 ? found : changes)
    .slice(0, MOST_REASONS)
    .map((change) => reasonOf(change, before, after));
}

/** Those of the changes that can make a difference to anybody. */
export const deciding = (changes: readonly RuleChange[]): RuleChange[] =>
  changes.filter(({ what }) => what.some(decides));

/** What says when and by what a rule was read changes no verdict. */
const decides = ({ kind }: What): boolean => kind !== 'checked' && kind !== 'sources';

function reasonOf({ what, ...change }: RuleChange, before: Library, after: Library): Reason {
  const entry = entryOf(after, change) ?? entryOf(before, change);
  const old = entryOf(before, change);
  const told = what.filter(decides);
  const pathways = pathwaysOf(entry);
  const oldPathways = pathwaysOf(old);
  const nameOf = (id: string) =>
    [...pathways, ...oldPathways].find((p) => p['id'] === id)?.['name'] as string | undefined;
  return {
    ...change,
    what: told.slice(0, MOST_WHAT).map((w) => ({
      pathway: w.pathway && (nameOf(w.pathway) ?? w.pathway),
      what: shortened(plain(w.what)),
    })),
    cite: citedBy(told, entry, old),
    checked: (entry?.['checked'] as { on: string } | undefined)?.on ?? null,
  };
}

const shortened = (text: string): string =>
  text.length > LONGEST_WHAT ? `${text.slice(0, LONGEST_WHAT)}…` : text;

/** `fees.application.value: 235 → 310` as `fees, application: 235 → 310`: where something stands, for those who read no YAML. */
const plain = (what: string): string =>
  what.replace(/^[a-zA-Z]+(?:[.[][a-zA-Z0-9\]-]+)*(?=: )/, (path) =>
    path
      .replace(/\.value$/, '')
      .replace(/\[(\d+)\]/g, (_, n: string) => `, ${Number(n) + 1}`)
      .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
      .replaceAll('.', ', ')
      .replace(/_/g, ' '),
  );

type Entry = { [key: string]: unknown };

function entryOf(library: Library, { type, id }: Pick<RuleChange, 'type' | 'id'>): Entry | undefined {
  if (type === 'assumptions') return library.assumptions as unknown as Entry;
  const [shelf] = SHELVES.find(([, name]) => name === type)!;
  return (library[shelf] as Map<string, unknown>).get(id) as Entry | undefined;
}

const pathwaysOf = (entry: Entry | undefined): Entry[] => (entry?.['pathways'] as Entry[] | undefined) ?? [];

/** The sources of the parts that changed, as they are cited now; of what is gone, as they were cited. */
function citedBy(told: readonly What[], entry: Entry | undefined, old: Entry | undefined): Reason['cite'] {
  const found = new Map<string, Reason['cite'][number]>();
  const take = (value: unknown): void => {
    if (!value || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value))
      if (key === 'cite' && Array.isArray(inner)) for (const c of inner as Citation[]) put(c);
      else if (key !== 'conflicts') take(inner);
  };
  const put = ({ source, at }: Citation) =>
    found.set(`${source} ${at}`, { source, ...(at === undefined ? {} : { at }) });
  const ways = new Set(told.map((w) => w.pathway));
  for (const id of ways)
    if (id !== null) take([...pathwaysOf(entry), ...pathwaysOf(old)].find((p) => p['id'] === id));
  if (ways.has(null))
    for (const [key, value] of Object.entries(entry ?? {}))
      if (key !== 'pathways' && JSON.stringify(value) !== JSON.stringify(old?.[key])) take(value);
  if (found.size === 0) take(entry);
  return [...found.values()].slice(0, MOST_WHAT);
}
