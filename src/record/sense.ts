import { readDate } from '#kernel/dates.ts';
import { nearest } from '#kernel/nearest.ts';
import type { Known } from './known.ts';
import { pathText, type Fault } from './problems.ts';
import type { Record } from './schema.ts';

/** Years that a working life can touch. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** What the schema cannot see: dates out of all time or out of order, and names that are not on file. */
export function senseFaults(record: Record, known: Known | null): Fault[] {
  const faults: Fault[] = [];
  const say = (at: readonly PropertyKey[], message: string, right: string) =>
    faults.push({ at, path: pathText(at), message, right });
  const date = (at: readonly PropertyKey[], text: string | null | undefined) => {
    const year = text ? Number(text.slice(0, 4)) : FIRST_YEAR;
    if (year < FIRST_YEAR || year > LAST_YEAR)
      say(at, `the year ${year} cannot be right`, `write a year from ${FIRST_YEAR} to ${LAST_YEAR}`);
  };
  const ordered = (
    at: readonly PropertyKey[],
    first: string | null | undefined,
    then: string | null | undefined,
    message: string,
    right: string,
  ) => {
    if (first && then && readDate(first)!.earliest > readDate(then)!.latest) say(at, message, right);
  };
  const state = (at: readonly PropertyKey[], code: string | undefined) => {
    if (!known || code === undefined || known.states.has(code)) return;
    const [named] = nearest(code, known.states.values(), 1);
    const right = [...known.states].find(
      ([letters, name]) => letters === code.toUpperCase() || name === named,
    )?.[0];
    say(
      at,
      `${JSON.stringify(code.slice(0, 60))} is no state, district or territory`,
      right ? `did you mean ${right}?` : 'write its two letters, like MN',
    );
  };

  state(['state'], record.state);
  date(['stateSince'], record.stateSince);
  record.limits?.states?.forEach((code, i) => state(['limits', 'states', i], code));
  record.education?.forEach((e, i) => {
    date(['education', i, 'completed'], e.completed);
    if ('program' in e) date(['education', i, 'accreditedSince'], e.accreditedSince);
  });
  record.experience?.forEach((j, i) => {
    date(['experience', i, 'from'], j.from);
    date(['experience', i, 'to'], j.to);
    state(['experience', i, 'state'], j.state);
  });
  for (const list of ['coursework', 'military', 'training'] as const)
    record[list]?.forEach((e, i) => date([list, i, 'completed'], e.completed));
  for (const list of ['credentials', 'licenses'] as const)
    record[list]?.forEach((held, i) => {
      date([list, i, 'issued'], held.issued);
      date([list, i, 'expires'], held.expires);
      ordered(
        [list, i, 'expires'],
        held.issued,
        held.expires,
        'it ends before it was issued',
        'let `expires` be on or after `issued`; `expires: null` means never',
      );
      if (known && !known[list].has(held.id))
        say(
          [list, i, 'id'],
          `no ${list === 'licenses' ? 'license' : 'credential'} ${JSON.stringify(held.id.slice(0, 60))} is on file`,
          idHelp(held.id, list, known),
        );
    });
  return faults;
}

function idHelp(id: string, list: 'credentials' | 'licenses', known: Known): string {
  const other = list === 'licenses' ? 'credentials' : 'licenses';
  if (known[other].has(id)) return `it belongs under \`${other}:\``;
  const alias = known.aliases.get(id);
  if (alias) return `did you mean ${alias}?`;
  const named = [...known[list]]
    .filter(([, name]) => name.toLowerCase() === id.toLowerCase())
    .map(([own]) => own);
  const near = [...named, ...nearest(id, known[list].keys())];
  if (near.length > 0) return `did you mean ${near.join(' or ')}?`;
  const turned = /^([a-z]+)\(?([a-z]+)\)?$/i.exec(id);
  const swapped = turned ? `${turned[2]}-${turned[1]}`.toLowerCase() : '';
  return known[list].has(swapped)
    ? `did you mean ${swapped}?`
    : list === 'licenses'
      ? 'license ids look like us-ca-mlt; see `benchpath rules list`'
      : 'credential ids look like ascp-mlt; see `benchpath rules list`';
}
