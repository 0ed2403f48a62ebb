import {
  continuingOf,
  type Continuing,
  type Credential,
  type Fact,
  type Library,
  type SubjectArea,
} from '#content/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';

type Holding = NonNullable<PersonRecord['credentials']>[number];

/** A certification or license that a person holds, with its place in the record. */
export type Held = {
  path: string;
  id: string;
  issued?: string | undefined;
  /** null = it never expires; absent = not told. */
  expires?: string | null | undefined;
  /** How it stands with its giver; absent = its dates decide. */
  status?: Holding['status'] | undefined;
  /** The categories on a license; absent = not told. */
  categories?: readonly SubjectArea[] | undefined;
};

/** All that a record lists; a list that is absent gives nothing. */
export const holdingsOf = (record: PersonRecord): Held[] =>
  (['credentials', 'licenses'] as const).flatMap((list) =>
    (record[list] ?? []).map((held, i) => ({ ...held, path: `${list}[${i}]` })),
  );

/** The rule that a holder is under, and how much it asks in all; a total that is not on file is null. */
export type HolderRule = { rule: Continuing; name: string; total: Fact<number> };
export type Rules = ReadonlyMap<string, HolderRule>;

const NOT_ON_FILE: Fact<number> = { value: null, cite: [], as_of: null, confidence: 'unverified' };

/** The rules on file by the id of each holder. */
export function rulesOf(library: Pick<Library, 'continuing' | 'credentials' | 'licenses'>): Rules {
  const found = new Map<string, HolderRule>();
  const put = (id: string, name: string, terms: Credential['renewal']) => {
    const rule = continuingOf(library, id);
    if (!rule) return;
    const own = rule.unit === 'point' ? terms?.points : terms?.ceHours;
    found.set(id, { rule, name, total: rule.totals[id] ?? own ?? NOT_ON_FILE });
  };
  for (const c of library.credentials.values())
    for (const { id, short } of [c, ...c.members]) put(id, short, c.renewal);
  for (const l of library.licenses.values()) put(l.id, l.name, l.renewal);
  return found;
}
