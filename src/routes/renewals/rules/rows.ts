import { areasOf, type Continuing, type Fact } from '#content/index.ts';
import { listed } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import { areaNames, kindName } from '#renewals/index.ts';

export const UNIT = { point: 'points', 'contact-hour': 'contact hours' };

/** One row of a rule: what it says, with the fact that it comes from. */
type Row = { label: string; fact: Fact<string> };
const row = <T>(label: string, fact: Fact<T> | undefined, say: (value: T) => string): Row[] =>
  fact === undefined
    ? []
    : [{ label, fact: { ...fact, value: fact.value === null ? null : say(fact.value) } }];

const years = (n: number) => (n === 1 ? 'year' : `${n} years`);

const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ');

/** What a rule says beside its totals. @param nameOf the name of a holder */
export function rowsOf(rule: Continuing, nameOf: (id: string) => string): Row[] {
  const unit = UNIT[rule.unit];
  const { accepts } = rule;
  return [
    ...row('Which days count', rule.period, ({ years: n, runs }) =>
      runs === 'term'
        ? `The ${years(n)} that end on the day it expires`
        : `The ${n} calendar years before the year in which it expires`,
    ),
    ...row(
      'It expires',
      rule.ends,
      ({ month, day, years: which }) =>
        `On ${MONTH_NAMES[month - 1]} ${day} of every ${which === 'every' ? '' : `${which} `}year`,
    ),
    ...row('Minutes in a contact hour', rule.minutes, String),
    ...rule.areas.flatMap((need) =>
      row(
        need.each ? 'In each category of the license' : `In ${areaNames(areasOf(need.areas))}`,
        need.least,
        (least) =>
          `${least} ${least === 1 ? unit.slice(0, -1) : unit} at least${need.holders ? `, for ${listed(need.holders.map(nameOf))}` : ''}`,
      ),
    ),
    ...rule.caps.flatMap((cap) =>
      row(`At most, by ${listed(cap.kinds.map(kindName), 'or')}`, cap.most, (most) => `${most} ${unit}`),
    ),
    ...row('Subjects that count', accepts.subjects, (words) =>
      listed(words.map((word) => (word === 'laboratory' ? 'laboratory practice' : areaNames([word])))),
    ),
    ...(accepts.unclear.length === 0
      ? []
      : row(
          'Subjects that may count',
          {
            value: accepts.unclear,
            cite: accepts.subjects?.cite ?? [],
            as_of: null,
            confidence: 'unverified',
          },
          (words) => listed(words.map((word) => areaNames(areasOf([word])))),
        )),
    ...row('Whose hours count', accepts.providers, (who) =>
      who === 'any' ? 'Those of any provider' : 'Those of providers that it lists or approves',
    ),
    ...row('The shortest that counts', accepts.leastHours, (n) => `${n} hour${n === 1 ? '' : 's'}`),
    ...accepts.refuses.map(({ what }) => ({ label: 'What does not count', fact: what })),
    ...row('At first', rule.first, ({ when, owes }) => {
      const first =
        when === 'first-license' ? 'A first license' : 'A first period that is shorter than the others';
      return `${first} owes ${owes.length === 0 ? 'nothing' : `only the hours in ${areaNames(areasOf(owes)).replace(' or ', ' and ')}`}`;
    }),
    ...row(
      'Once it has lapsed',
      rule.lapsed,
      ({ hours, months }) => `${hours} hours from the last ${months} months`,
    ),
    ...row('Voluntary', rule.voluntaryBefore, (day) => `For those first certified before ${longDate(day)}`),
    ...row('Hours left over', rule.carriesOver, (yes) =>
      yes ? 'They carry over' : 'They do not carry over',
    ),
  ];
}
