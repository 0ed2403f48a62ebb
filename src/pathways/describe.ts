import { leafKind, type Condition } from '#content/index.ts';
import { counted, listed } from '#kernel/names.ts';

/** Names of credentials, licenses and roles by id; an id on nobody's list is shown as it is. */
export type NameOf = (id: string) => string;

const words = (id: string) => id.replaceAll('-', ' ');
const years = (n: number) => counted(n, 'year');

const FIELD_WORDS: { [family: string]: string } = {
  biological: 'biology', chemical: 'chemistry', physical: 'physical science', 'clinical-laboratory': 'medical laboratory science or technology',
  'natural-science': 'natural science', 'any-science': 'a science',
}; // prettier-ignore
const ACCREDITOR_WORDS: { [id: string]: string } = {
  naacls: 'NAACLS', abhes: 'ABHES', caahep: 'CAAHEP', cdph: 'California (CDPH)', nysed: 'New York (NYSED)', state: 'the state', amt: 'AMT',
  nha: 'NHA', ncct: 'NCCT', regional: 'a regional accreditor', national: 'a national accreditor', foreign: 'a foreign body', other: 'another accreditor',
}; // prettier-ignore
export const PROGRAM_WORDS: { [id: string]: string } = {
  mlt: 'medical laboratory technician', mls: 'medical laboratory scientist', 'mls-foreign': 'foreign medical laboratory scientist',
  mla: 'medical laboratory assistant', molecular: 'diagnostic molecular science', 'blood-bank-specialist': 'specialist in blood banking',
  categorical: 'single-discipline', 'nursing-or-allied-health': 'nursing or allied health',
}; // prettier-ignore
const DEGREE_WORDS: { [level: string]: string } = {
  'high-school': 'a high school diploma or equivalent',
  associate: 'an associate degree or higher',
  bachelor: "a bachelor's degree or higher",
  master: "a master's degree or higher",
  doctorate: 'a doctorate',
  physician: "a physician's degree (MD, DO or DPM)",
};

const within = (w: { years: number; disputedTo?: number | undefined } | undefined, what: string) =>
  !w ? '' : `, ${what} the last ${years(w.years)}${w.disputedTo ? ` (up to ${w.disputedTo}: ask)` : ''}`;

/** What a condition asks for, in a phrase that can follow "You need". */
export function describe(condition: Condition, name: NameOf): string {
  switch (leafKind(condition)) {
    case 'degree': {
      const d = (
        condition as {
          degree: {
            level: string;
            fields?: string[];
            accredited?: string;
            within?: never;
            scienceHours?: number;
          };
        }
      ).degree;
      const field = d.fields
        ? ` in ${listed(
            d.fields.map((f) => FIELD_WORDS[f] ?? words(f)),
            'or',
          )}`
        : '';
      const science = d.scienceHours ? `, with ${d.scienceHours} semester hours of science` : '';
      const school = d.accredited
        ? `, from a ${d.accredited === 'regional' ? 'regionally' : 'regionally or nationally'} accredited school`
        : '';
      return `${DEGREE_WORDS[d.level]}${field}${science}${school}${within(d.within, 'earned in')}`;
    }
    case 'credits': {
      const c = (condition as { credits: { semesterHours: number; subjects: string[]; within?: never } })
        .credits;
      const of = c.subjects.includes('all') ? 'college credit' : listed(c.subjects.map(words));
      return `${c.semesterHours} semester hours of ${of}${c.subjects.length > 1 ? ' together' : ''}${within(c.within, 'earned in')}`;
    }
    case 'course': {
      const c = (condition as { course: { anyOf: string[]; semesterHours?: number } }).course;
      return `a course in ${listed(c.anyOf.map(words), 'or')}${c.semesterHours ? ` of ${c.semesterHours} semester hours` : ''}`;
    }
    case 'program': {
      const p = (
        condition as {
          program: {
            types: string[];
            accreditors: 'any' | string[];
            within?: never;
            clockHours?: number;
            rotations?: string[];
          };
        }
      ).program;
      const by =
        p.accreditors === 'any'
          ? ''
          : `, accredited or approved by ${listed(
              p.accreditors.map((a) => ACCREDITOR_WORDS[a] ?? a),
              'or',
            )}`;
      const hours = p.clockHours ? `, of at least ${p.clockHours} clock hours` : '';
      const rotations = p.rotations ? `, with rotations in ${listed(p.rotations.map(words))}` : '';
      return `a completed ${listed(
        p.types.map((t) => PROGRAM_WORDS[t] ?? words(t)),
        'or',
      )} program${by}${hours}${rotations}${within(p.within, 'finished in')}`;
    }
    case 'experience': {
      const e = (
        condition as {
          experience: {
            months?: number;
            hours?: number;
            disciplines?: string[];
            cover: 'all' | number;
            within?: never;
            as?: string[];
            complexity?: string;
            settings: unknown;
            whileHolding?: string[];
            notIn?: string;
          };
        }
      ).experience;
      const amount =
        e.hours !== undefined
          ? `${e.hours.toLocaleString('en-US')} hours`
          : `${counted(e.months ?? 0, 'month')} of full-time work`;
      const as = e.as ? ` as ${listed(e.as.map(words), 'or')}` : e.hours !== undefined ? ' of work' : '';
      const cover = e.cover === 'all' ? '' : `at least ${e.cover} of `;
      const where = e.disciplines ? ` in ${cover}${listed(e.disciplines.map(words))}` : '';
      const how = e.complexity
        ? ` (${e.complexity === 'high' ? 'high-complexity' : 'nonwaived'} testing)`
        : '';
      const holding = e.whileHolding ? `, after earning ${listed(e.whileHolding.map(name), 'or')}` : '';
      const outside = e.notIn ? `, outside ${e.notIn.slice(3).toUpperCase()}` : '';
      return `${amount}${as}${where}${how}${outside}${holding}${within(e.within, 'within')}`;
    }
    case 'credential': {
      const c = (
        condition as {
          credential: { anyOf: (string | { id: string; from: string })[]; current: boolean; within?: never };
        }
      ).credential;
      return `${c.current ? 'a current ' : ''}${listed(
        c.anyOf.map((x) => (typeof x === 'string' ? name(x) : `${name(x.id)} (from ${x.from})`)),
        'or',
      )}${within(c.within, 'earned in')}`;
    }
    case 'license': {
      const l = (
        condition as { license: { anyOf?: string[]; level?: string; notIn?: string; current: boolean } }
      ).license;
      if (l.anyOf) return `${l.current ? 'a current ' : ''}${listed(l.anyOf.map(name), 'or')}`;
      return `a current ${l.level ? `${words(l.level)} ` : ''}license from ${l.notIn ? 'another state' : 'a state'}`;
    }
    case 'stateLicense': {
      const { level } = (condition as { stateLicense: { level: string } }).stateLicense;
      const own =
        level === 'phlebotomy'
          ? 'license to draw blood'
          : level === 'assistant'
            ? 'assistant license'
            : 'personnel license';
      return `the state's own ${own}, where the state asks for one`;
    }
    case 'military': {
      const m = (condition as { military: { fields: string[]; weeks?: number; within?: never } }).military;
      return `a US military ${listed(m.fields.map(words), 'or')} course${m.weeks ? ` of at least ${m.weeks} weeks` : ''}${within(m.within, 'finished in')}`;
    }
    case 'training': {
      const t = (condition as { training: { topic: string; hours?: number; weeks?: number } }).training;
      const amount = [t.hours ? `${t.hours} hours` : '', t.weeks ? `${t.weeks} weeks` : '']
        .filter(Boolean)
        .join(', ');
      return `training: ${words(t.topic)}${amount ? ` (${amount})` : ''}`;
    }
    case 'procedures': {
      const p = (condition as { procedures: { of: string; count: number } }).procedures;
      return `${p.count} documented ${words(p.of)}s`;
    }
    case 'eligible':
      return `meeting the rule for ${name((condition as { eligible: { for: string } }).eligible.for)}`;
    case 'age':
      return `being at least ${(condition as { age: { min: number } }).age.min} years old`;
    case 'residency': {
      const r = (condition as { residency: { state: string; months: number } }).residency;
      return `${counted(r.months, 'month')} of residence in ${r.state.slice(3).toUpperCase()}`;
    }
    case 'serving':
      return `being qualified and in such work on ${(condition as { serving: { since: string } }).serving.since}, without a break since`;
    case 'formality':
      return (condition as { formality: { what: string } }).formality.what;
    case 'unread':
      return (condition as { unread: { what: string } }).unread.what;
    case null:
      return 'all' in condition
        ? 'all of these'
        : 'any' in condition
          ? 'one of these'
          : `at least ${(condition as { at_least: { count: number } }).at_least.count} of these`;
  }
}
