import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toRemove, type Kept } from './kept.ts';
import { nameOf, readName } from './name.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-03-01T08:00:00.000Z');

const kept = (hours: number, verified = true, label = 'daily'): Kept => {
  const at = new Date(START + Math.round(hours * HOUR_MS));
  return { name: nameOf(at, label), at, label, verified };
};
const dayOf = ({ at }: Kept) => at.toISOString().slice(0, 10);
const mondayOf = ({ at }: Kept) => {
  const day = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
};
const age = (each: Kept, now: Date) => (now.getTime() - each.at.getTime()) / DAY_MS;

const anything = fc.array(
  fc
    .record({
      hours: fc.double({ min: -100 * 24, max: 24, noNaN: true }),
      verified: fc.boolean(),
      label: fc.constantFrom('daily', 'by-hand', 'before-0002-accounts'),
    })
    .map(({ hours, verified, label }) => kept(hours, verified, label)),
  { maxLength: 60 },
);
const now = new Date(START);

test('whatever there is: the newest verified one, and all that is newer or two days old, stay', () => {
  fc.assert(
    fc.property(anything, (all) => {
      const removed = new Set(toRemove(all, now));
      const safe = Math.max(...all.filter(({ verified }) => verified).map(({ at }) => at.getTime()));
      for (const each of removed) {
        expect(each.at.getTime()).toBeLessThan(safe);
        expect(age(each, now)).toBeGreaterThanOrEqual(2);
        if (each.label.startsWith('before-')) expect(age(each, now)).toBeGreaterThanOrEqual(56);
      }
      if (all.every(({ verified }) => !verified)) expect(removed.size).toBe(0);
    }),
  );
});

test('whatever there is: each day of two weeks and each week of eight keeps a backup, a verified one where it had one', () => {
  fc.assert(
    fc.property(anything, (all) => {
      const removed = new Set(toRemove(all, now));
      const left = all.filter((each) => !removed.has(each));
      const within = (days: number) => all.filter((each) => age(each, now) < days);
      for (const [days, group] of [
        [14, dayOf],
        [56, mondayOf],
      ] as const) {
        for (const name of new Set(within(days).map(group))) {
          const had = within(days).filter((each) => group(each) === name);
          const has = left.filter((each) => group(each) === name && age(each, now) < days);
          expect(has.length).toBeGreaterThan(0);
          if (had.some(({ verified }) => verified)) expect(has.some(({ verified }) => verified)).toBe(true);
        }
      }
    }),
  );
});

test('whatever there is: the order does not matter, and asking twice removes nothing more', () => {
  fc.assert(
    fc.property(anything, fc.nat(), (all, seed) => {
      const removed = new Set(toRemove(all, now).map(({ name }) => name));
      const turned = [...all.slice(seed % (all.length + 1)), ...all.slice(0, seed % (all.length + 1))];
      const again = toRemove(turned, now);
      const safe = Math.max(...all.filter(({ verified }) => verified).map(({ at }) => at.getTime()));
      // Of two with the same time either may be the one that stays; with times of their own the answer is one.
      if (new Set(all.map(({ at }) => at.getTime())).size === all.length)
        expect(new Set(again.map(({ name }) => name))).toEqual(removed);
      const left = all.filter(({ name }) => !removed.has(name));
      if (Number.isFinite(safe)) expect(toRemove(left, now)).toEqual([]);
    }),
  );
});

test.each([
  ['hourly', 1, 48 + 14 + 9],
  ['daily', 24, 14 + 9],
])(
  'over a year of %s backups their number stays small, and eight weeks back there is always one',
  (_, every, most) => {
    let all: Kept[] = [];
    for (let hours = 0; hours < 365 * 24; hours += every) {
      const present = new Date(START + hours * HOUR_MS);
      all.push(kept(hours));
      const removed = new Set(toRemove(all, present));
      all = all.filter((each) => !removed.has(each));
      expect(all.length).toBeLessThanOrEqual(most);
      // For every week that has wholly or partly passed in the last seven, there is a backup of it.
      for (let week = 1; week <= 7 && hours > week * 7 * 24; week++) {
        const then = kept(hours - week * 7 * 24);
        expect(all.some((each) => mondayOf(each) === mondayOf(then))).toBe(true);
      }
    }
  },
);

test('when backups fail for long, the last one that was verified and all after it stay', () => {
  const all = [kept(-90 * 24), kept(-80 * 24), ...[70, 60, 50].map((days) => kept(-days * 24, false))];
  expect(toRemove(all, now).map(({ name }) => name)).toEqual([all[0]!.name]);
});

test('a clock that ran ahead loses nothing', () => {
  const all = [kept(-1), kept(30 * 24), kept(31 * 24)];
  expect(toRemove(all, now)).toEqual([]);
});

test('a name says when and what for; what is no backup has none', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }),
      fc.stringMatching(/^[a-z0-9-]{1,20}$/),
      (at, label) => {
        const name = nameOf(at, label);
        expect(readName(name)).toEqual({ name, at, label });
        for (const other of [`${name}.partial`, `${name}.sqlite.sha256`, `.${name}`, name.slice(0, 20)])
          expect(readName(other)).toBeNull();
      },
    ),
  );
  expect(readName('2026-03-01T08-00-00-000Z-before-0002-accounts.sqlite')).toMatchObject({
    label: 'before-0002-accounts',
  });
  expect(readName('2026-99-01T08-00-00-000Z-x')).toBeNull();
});
