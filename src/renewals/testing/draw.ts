import fc from 'fast-check';
import { ACTIVITY_KINDS, Continuing, areasOf, type SubjectArea } from '#content/index.ts';
import { addMonths, isoOf, mustDay, readDate, type Day } from '#kernel/dates.ts';
import type { Activity } from '../activity.ts';
import type { Held, HolderRule, Rules } from '../holdings.ts';

/** Rules, holdings and activities drawn from all that the schemas allow, with dates that crowd round the ends of terms. */
export const ON: Day = mustDay('2026-06-15');

const AREAS: SubjectArea[] = [
  'chemistry',
  'hematology',
  'microbiology',
  'safety',
  'cpr',
  'management',
  'hiv-aids',
];
const area = fc.constantFrom(...AREAS);
const areas = fc.uniqueArray(area, { minLength: 1, maxLength: 3 });
const kind = fc.constantFrom(...ACTIVITY_KINDS.slice(0, 4));
const quarters = (most: number) => fc.integer({ min: 1, max: most * 4 }).map((n) => n / 4);
const confidence = fc.constantFrom('verified', 'verified', 'likely', 'unverified');
const fact = <T>(value: fc.Arbitrary<T>) => fc.record({ value, confidence, cite: fc.constant(['s1']) });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const TERM_ENDS = ['2026-06-30', '2026-08-31', '2026-12-31', '2027-02-28', '2026-06-15', '2026-06-14'];
const shift = (day: Day) =>
  fc
    .constantFrom(0, 0, 0, -1, 1, -12, -24, -36, 12, -20)
    .chain((months) => fc.constantFrom(0, 0, -1, 1, 10, -10).map((days) => addMonths(day, months) + days));
export const date = fc
  .constantFrom(...TERM_ENDS)
  .chain((end) => shift(mustDay(end)))
  .map(isoOf);
const dateOrMonth = date.chain((d) => fc.constantFrom(d, d, d, d.slice(0, 7)));

export const anyRule = (id: string) =>
  fc
    .record({
      unit: fc.constantFrom('contact-hour', 'point'),
      minutes: maybe(fact(fc.constantFrom(50, 60))),
      period: fact(
        fc.record({
          years: fc.integer({ min: 1, max: 3 }),
          runs: fc.constantFrom('term', 'term', 'calendar-years-before'),
        }),
      ),
      ends: maybe(
        fact(
          fc.record({
            month: fc.constantFrom(8, 12),
            day: fc.constant(31),
            years: fc.constantFrom('every', 'even', 'odd'),
          }),
        ),
      ),
      areas: fc.uniqueArray(
        fc.record(
          { areas, least: fact(quarters(4)), approved: fc.boolean(), each: maybe(fc.constant('category')) },
          { requiredKeys: ['areas', 'least'] },
        ),
        { maxLength: 3, selector: (need) => (need.each ? 'each' : need.areas.join('+')) },
      ),
      caps: maybe(
        fact(quarters(8)).chain((most) =>
          fc.uniqueArray(kind, { minLength: 1, maxLength: 2 }).map((kinds) => [{ kinds, most }]),
        ),
      ),
      accepts: fc.record(
        {
          subjects: fc.option(fact(areas), { nil: undefined, freq: 2 }),
          unclear: areas,
          providers: fact(fc.constantFrom('any', 'any', 'approved', null)),
          leastHours: maybe(fact(fc.constantFrom(0.5, 1))),
          refuses: fc.array(
            fc.oneof(
              fc.record({ areas: areas.map((list) => list.slice(0, 1)), what: fact(fc.constant('refused')) }),
              fc.record({
                kinds: fc.tuple(kind),
                from: fc.option(date, { nil: null }),
                what: fact(fc.constant('refused')),
              }),
            ),
            { maxLength: 1 },
          ),
        },
        { requiredKeys: ['providers'] },
      ),
      first: maybe(
        fact(
          fc.record({
            when: fc.constantFrom('first-license', 'part-year'),
            owes: fc.array(area, { maxLength: 2 }),
          }),
        ),
      ),
      lapsed: maybe(fact(fc.record({ hours: fc.constantFrom(6, 12), months: fc.constant(12) }))),
      voluntaryBefore: maybe(fact(fc.constantFrom('2024-07-01', '2004-01-01'))),
      total: fact(fc.oneof(quarters(30), fc.constantFrom(0, null))),
    })
    .map(({ total, ...drawn }): HolderRule => {
      const plain = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
      const rule = Continuing.parse({
        id, name: id, of: `body-${id}`, summary: '', checked: { on: '2026-01-01' }, holders: [`${id}-a`, `${id}-b`], ...plain,
      }); // prettier-ignore
      const fair = sound(rule);
      if (total.value === 0) delete fair.lapsed;
      return {
        rule: fair,
        name: id,
        total: { ...total, cite: [], as_of: null } as HolderRule['total'],
      };
    });

/** A rule asks for no hours that it does not take, and for some once it has lapsed only where it asks for some before; content/ is checked for that. */
function sound(rule: Continuing): Continuing {
  const needed = areasOf(rule.areas.flatMap((need) => need.areas));
  const { subjects, refuses } = rule.accepts;
  const wider = subjects && { ...subjects, value: [...areasOf(subjects.value ?? []), ...needed] };
  const taken: readonly string[] = wider ? wider.value : needed;
  const fair = refuses.filter((r) => !areasOf(r.areas ?? []).some((area) => taken.includes(area)));
  return { ...rule, accepts: { ...rule.accepts, ...(wider ? { subjects: wider } : {}), refuses: fair } };
}

export const anyActivity: fc.Arbitrary<Activity> = fc.record(
  {
    title: fc.constantFrom('A', 'B'),
    date: dateOrMonth,
    hours: quarters(12),
    minutesPerHour: fc.constantFrom(50 as const, 60 as const),
    points: quarters(12),
    areas,
    kind,
    accreditation: fc.subarray(['body-x', 'body-y', 'pace']),
  },
  { requiredKeys: ['title', 'date', 'hours'] },
);

const held = (path: string, ids: readonly string[]) =>
  fc.record(
    {
      path: fc.constant(path),
      id: fc.constantFrom(...ids),
      issued: dateOrMonth.filter((d) => readDate(d)!.latest <= ON),
      expires: fc.option(dateOrMonth, { nil: null, freq: 8 }),
      categories: fc.uniqueArray(area, { maxLength: 3 }),
      status: fc.constantFrom('active', 'active', 'active', 'active', 'revoked'),
    },
    { requiredKeys: ['path', 'id'] },
  ) as fc.Arbitrary<Held>;

/** A person with up to three holdings under two rules. */
export const anyCase = fc.record({
  rules: fc.tuple(anyRule('x'), anyRule('y')).map(
    ([x, y]): Rules => new Map([['x-a', x], ['x-b', x], ['y-a', y], ['y-b', y]]),
  ), // prettier-ignore
  holdings: fc.tuple(
    held('licenses[0]', ['x-a']),
    held('licenses[1]', ['x-b', 'y-a']),
    held('licenses[2]', ['y-b', 'nobody']),
  ),
  activities: fc
    .array(anyActivity, { maxLength: 8 })
    .map((list) => list.map((activity, i) => ({ ...activity, id: `a${i}` }))),
});
export type Case = typeof anyCase extends fc.Arbitrary<infer C> ? C : never;
