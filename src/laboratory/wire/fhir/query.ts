import { PARAMETERS, sortable } from './parameters.ts';
import { readToken, type Place } from './page.ts';
import type { Problem } from './problem.ts';
import { spanOf, type Span } from './times.ts';

export const PREFIXES = ['eq', 'gt', 'lt', 'ge', 'le'] as const;
/** One parameter of a search: any of its values may match. Several filters must all match. */
export type Filter =
  | { kind: 'token'; name: string; anyOf: { system?: string | null; code?: string }[] }
  | { kind: 'reference'; name: string; anyOf: { type: string | null; id: string; whole: string }[] }
  | { kind: 'date'; name: string; anyOf: { prefix: (typeof PREFIXES)[number]; span: Span }[] };
/** A search, read and checked. `kept` are the parameters that count, for the links of a page. */
export type Query = {
  type: string;
  filters: Filter[];
  count: number;
  sort: { by: string; descending: boolean } | null;
  page: Place | null;
  kept: [name: string, value: string][];
  ignored: string[];
};

const [USUAL, MOST] = [50, 500];
/** How the answer is written; these say nothing of what is searched for. */
const FORM = new Set(['_format', '_pretty']);

/**
 * Reads the query string of a search for one type of resource. An unknown parameter is refused unless `lenient` (the header
 * `Prefer: handling=lenient`): a search that silently drops a condition shows other people's results. A modifier is always
 * refused, as FHIR demands of whoever does not know it.
 */
export function parseQuery(type: string, text: string, lenient = false): { query: Query } | { problems: Problem[] } {
  const known = PARAMETERS[type];
  const problems: Problem[] = [];
  const query: Query = { type, filters: [], count: USUAL, sort: null, page: null, kept: [], ignored: [] };
  if (!known) return { problems: [wrong(`${type} cannot be searched for`, 'not-supported')] };
  for (const [written, value] of new URLSearchParams(text)) {
    const [name = '', modifier] = written.split(/:(.*)/s);
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (FORM.has(written)) continue;
    if (parameter && modifier !== undefined)
      problems.push(wrong(`the modifier :${modifier} of ${name} is not supported here`, 'not-supported'));
    else if (value === '' && (parameter || OWN.has(name))) problems.push(wrong(`${name} has no value`));
    else if (parameter) {
      const read = filterOf(name, value, parameter);
      if (typeof read === 'string') problems.push(wrong(`${name}=${value}: ${read}`));
      else query.filters.push(read);
    } else if (OWN.has(written)) {
      const fault = controlled(query, written, value);
      if (fault) problems.push(wrong(fault));
      if (written === '_page') continue;
    } else if (lenient) {
      query.ignored.push(written);
      continue;
    } else
      problems.push(wrong(`${type} has no parameter ${JSON.stringify(written.slice(0, 64))}; it has ${[...Object.keys(known), ...OWN].join(', ')}`, 'not-supported')); // prettier-ignore
    query.kept.push([written, value]);
  }
  if (query.page && query.page.sort !== sortText(query.sort)) problems.push(wrong('_page belongs to another _sort'));
  return problems.length > 0 ? { problems } : { query };
} // prettier-ignore

const OWN = new Set(['_count', '_sort', '_page']);
const wrong = (problem: string, code: Problem['code'] = 'value'): Problem => ({
  path: '',
  problem,
  severity: 'error',
  code,
});
export const sortText = (sort: Query['sort']): string =>
  sort ? `${sort.descending ? '-' : ''}${sort.by}` : '';

/** `_count`, `_sort` and `_page`: what is wrong with it, or null. */
function controlled(query: Query, name: string, value: string): string | null {
  if (name === '_count') {
    if (!/^\d{1,9}$/.test(value)) return `_count=${value} is no number`;
    query.count = Math.min(Number(value), MOST);
    return null;
  }
  if (name === '_sort') {
    const by = value.replace(/^-/, '');
    if (query.sort || !sortable(query.type).includes(by))
      return `_sort=${value}: one of ${sortable(query.type).join(', ')} can be sorted by, - before it turns the order`;
    query.sort = { by, descending: value.startsWith('-') };
    return null;
  }
  query.page = readToken(value);
  return query.page ? null : '_page is no page of this server; follow the link of the page before';
}

/** Values of one parameter: commas part them, a backslash keeps a comma. */
const values = (text: string): string[] => text.match(/(?:\\.|[^,\\])+/gs) ?? [];
const unescaped = (text: string): string => text.replace(/\\([\\,|$])/g, '$1');

function filterOf(name: string, text: string, parameter: (typeof PARAMETERS)[string][string]): Filter | string {
  const all = values(text);
  if (all.length === 0) return 'has no value';
  if (parameter.kind === 'token') return { kind: 'token', name, anyOf: all.map(tokenOf) };
  if (parameter.kind === 'reference') {
    const anyOf = all.map((one) => {
      const whole = unescaped(one);
      const read = /^(?:https?:\/\/\S+\/)?(?:([A-Z][A-Za-z]+)\/)?([A-Za-z0-9\-.]{1,64})$/.exec(whole);
      if (!read || (read[1] && parameter.types.length > 0 && !parameter.types.includes(read[1]))) return null;
      return { type: read[1] ?? null, id: read[2]!, whole };
    });
    const kinds = parameter.types.length > 0 ? ` of ${parameter.types.join(', ')}` : '';
    return anyOf.includes(null) ? `is no id or reference${kinds}` : { kind: 'reference', name, anyOf: anyOf as never };
  }
  const anyOf = all.map((one) => {
    const [, prefix = 'eq', date = ''] = /^([a-z]{2})?(.*)$/s.exec(one)!;
    const span = spanOf(date.replace(' ', '+')); // a + that was not escaped comes as a blank
    return span && (PREFIXES as readonly string[]).includes(prefix) ? { prefix, span } : null;
  });
  return anyOf.includes(null) ? `is no date, with one of ${PREFIXES.join(', ')} before it` : { kind: 'date', name, anyOf: anyOf as never };
} // prettier-ignore

/** `code`, `system|code`, `|code` (no system), `system|` (any code of it). */
function tokenOf(text: string): { system?: string | null; code?: string } {
  const bar = /(?<!\\)\|/.exec(text);
  if (!bar) return { code: unescaped(text) };
  const [system, code] = [unescaped(text.slice(0, bar.index)), unescaped(text.slice(bar.index + 1))];
  return { system: system || null, ...(code ? { code } : {}) };
}
