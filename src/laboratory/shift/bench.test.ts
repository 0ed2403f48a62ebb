import { expect, test } from 'vitest';
import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { openShift, play, readDeed, sedimentField, view, type Deed, type Shift } from './index.ts';
import { LABORATORY, scenario } from './testing/laboratory.server.ts';

const open = (from: string | ScenarioEntry, seed = 1): Shift =>
  openShift(typeof from === 'string' ? scenario(from) : from, seed, LABORATORY);
function done(shift: Shift, deed: Deed) {
  const outcome = play(shift, deed);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome;
}
/** Everything that is here is looked at, scanned and taken in. */
function received(shift: Shift): void {
  done(shift, { deed: 'wait', minutes: 3 });
  for (const { id } of view(shift).containers.filter((c) => c.accession === null)) {
    done(shift, { deed: 'look', container: id });
    done(shift, { deed: 'scan', container: id });
    const { accession } = view(shift).containers.find((c) => c.id === id)!;
    done(shift, { deed: 'lis', command: { do: 'accept', accession: accession!, container: id } });
  }
}
const result = (shift: Shift, accession: string, of: string) => view(shift).results.find((r) => r.accession === accession && r.test === of)!; // prettier-ignore
const last = (shift: Shift, accession: string, of: string) => result(shift, accession, of).readings.at(-1)!;
const counted = (shift: Shift, analyzer: string, id: string) => {
  done(shift, { deed: 'load', analyzer, containers: [id] });
  done(shift, { deed: 'wait', minutes: 4 });
};

test('strips read the urine of a scenario; a sediment is filed as it was counted, and nobody has to compare it with a printout', () => {
  const shift = open('two-cups-from-the-home');
  received(shift);
  const [old, fresh] = view(shift).containers.map((c) => ({ id: c.id, accession: c.accession! }));
  counted(shift, 'ua1', old!.id);
  expect(last(shift, old!.accession, 'ua_le').text).not.toBe('negative');
  expect(last(shift, old!.accession, 'ua_sg').value).toBeLessThan(1.01);
  done(shift, { deed: 'sediment', container: old!.id });
  expect(last(shift, old!.accession, 'ua_wbc')).toMatchObject({ value: 0, manual: false, method: 'by eye, 10 fields' }); // prettier-ignore
  expect(view(shift).notes.at(-1)).toMatchObject({ about: old!.id, what: 'sediment' });
  expect(view(shift).notes.at(-1)!.says).toHaveLength(20);
  expect(sedimentField(shift, old!.id, 1, 'HPF')!.words.join(' ')).toBe(
    view(shift).notes.at(-1)!.says[0]!.replace('High power, field 1: ', ''),
  );
  expect(sedimentField(shift, fresh!.id, 1, 'HPF')).toBeNull();
});

test('whoever drew it may have written another time; a fresh one is written down rightly', () => {
  const shift = open('two-cups-from-the-home');
  received(shift);
  const [old] = view(shift).specimens;
  expect(old!.collectedAt).toBe(shift.opens - 40 * 60);
  done(shift, { deed: 'recollect', accession: old!.accession, tests: ['ua_wbc'], told: 'ward' });
  done(shift, { deed: 'wait', minutes: 60 });
  const fresh = view(shift).specimens.find((s) => s.accession === view(shift).specimens[0]!.again)!;
  expect(fresh.collectedAt).toBeGreaterThan(shift.opens);
});

test('tests beside the strip are made on urine, and written down', () => {
  const shift = open('two-from-the-nursery');
  received(shift);
  const [galactose, plain] = view(shift).containers;
  const says = (container: string, of: 'reducing' | 'ssa' | 'ictotest' | 'refractometer') =>
    done(shift, { deed: 'bench test', container, test: of }).says;
  expect(says(galactose!.id, 'reducing')).toMatch(/^copper reduction: [1-4]\+$/);
  expect(says(plain!.id, 'reducing')).toBe('copper reduction: negative');
  expect(says(plain!.id, 'refractometer')).toMatch(/^gravity by refraction: 1\.0\d\d$/);
  expect(says(plain!.id, 'ssa')).toContain('sulfosalicylic acid');
  const blood = open('many-white-cells');
  received(blood);
  expect(play(blood, { deed: 'bench test', container: 'T1', test: 'reducing' })).toHaveProperty('refused');
  expect(play(blood, { deed: 'sediment', container: 'T1' })).toHaveProperty('refused');
});

test('white cells are corrected by what was counted on a film; a differential by eye takes shares of that', () => {
  const shift = open('many-white-cells');
  received(shift);
  const { id, accession: a } = view(shift).containers[0]!;
  const accession = a!;
  counted(shift, 'hem1', id);
  const raw = last(shift, accession, 'wbc').value!;
  done(shift, { deed: 'differential', container: id, cells: 200 });
  const lines = view(shift).notes.at(-1)!.says;
  const cells = (of: RegExp) => lines.reduce((n, l) => n + (of.test(l) ? Number(l.split(' ')[0]) : 0), 0);
  expect(cells(/./) - cells(/dark as ink/)).toBe(200);
  expect(cells(/dark as ink/)).toBeGreaterThan(40);
  expect(lines.join(' ')).not.toMatch(/neutrophil|lymphocyte|nrbc|blast/i);
  done(shift, { deed: 'calculate', accession, test: 'wbc', by: 'nrbc', nrbc: 40 });
  expect(last(shift, accession, 'wbc')).toMatchObject({ value: Number((raw / 1.4).toFixed(1)), manual: false, method: `${raw} × 100 / (100 + 40)` }); // prettier-ignore
  // Of what the analyzer read, not of what was worked out.
  done(shift, { deed: 'calculate', accession, test: 'wbc', by: 'nrbc', nrbc: 40 });
  const white = last(shift, accession, 'wbc').value!;
  expect(white).toBe(Number((raw / 1.4).toFixed(1)));
  const counts = { neut: 120, lymph: 60, mono: 16, eos: 3, baso: 1, other: 0, nrbc: 80 };
  done(shift, { deed: 'file differential', accession, counts });
  expect(last(shift, accession, 'neut')).toMatchObject({ value: Number((white * 0.6).toFixed(2)), method: 'by eye, 200 cells' }); // prettier-ignore
  expect(last(shift, accession, 'nrbc').value).toBe(40);
  expect(play(shift, { deed: 'file differential', accession, counts: { ...counts, neut: 19, lymph: 60 } })).toHaveProperty('refused'); // prettier-ignore
  expect(play(shift, { deed: 'calculate', accession, test: 'plt', by: 'citrate' })).toHaveProperty('refused');
  // What is typed is a copy, whatever it says of itself.
  const typed = {
    do: 'enter',
    accession,
    test: 'wbc',
    value: 7,
    text: null,
    method: null,
    from: 'eye',
  } as const;
  expect(play(shift, { deed: 'lis', command: typed })).toHaveProperty('refused');
});

test('platelets that clump in EDTA are counted in citrate, in a light blue tube that the LIS knows as one', () => {
  const shift = open('no-bruise-anywhere');
  received(shift);
  const { accession: a } = view(shift).containers[0]!;
  expect(play(shift, { deed: 'recollect', accession: a!, tests: ['plt'], told: 'ward', tube: 'teacup' })).toHaveProperty('refused'); // prettier-ignore
  done(shift, { deed: 'recollect', accession: a!, tests: ['plt'], told: 'ward', tube: 'ltblue' });
  done(shift, { deed: 'wait', minutes: 40 });
  received(shift);
  const citrate = view(shift).containers.find((c) => c.kind === 'ltblue')!;
  expect(view(shift).specimens.find((s) => s.accession === citrate.accession)!.tube).toBe('ltblue');
  counted(shift, 'hem1', citrate.id);
  const raw = last(shift, citrate.accession!, 'plt').value!;
  done(shift, { deed: 'calculate', accession: citrate.accession!, test: 'plt', by: 'citrate' });
  expect(last(shift, citrate.accession!, 'plt').value).toBe(Math.round(raw * 1.1));
});

test('a tube with less citrate gives thick blood its own clotting time back, and looks like what it is', () => {
  const shift = open('thick-blood');
  received(shift);
  const blue = view(shift).containers.find((c) => c.kind === 'ltblue')!;
  done(shift, { deed: 'recollect', accession: blue.accession!, tests: ['aptt'], told: 'ward', tube: 'ltblue', citrateFor: 62 }); // prettier-ignore
  done(shift, { deed: 'wait', minutes: 40 });
  received(shift);
  const fresh = view(shift).containers.at(-1)!;
  expect(fresh.sees).toContain('prepared with less citrate, for a hematocrit of 62 %');
  done(shift, { deed: 'spin', containers: [blue.id, fresh.id] });
  done(shift, { deed: 'wait', minutes: 20 });
  done(shift, { deed: 'load', analyzer: 'coag1', containers: [blue.id, fresh.id] });
  done(shift, { deed: 'wait', minutes: 10 });
  const [long, right] = [blue, fresh].map((c) => last(shift, c.accession!, 'aptt').value!);
  expect(long! / right!).toBeGreaterThan(1.4);
  expect(right).toBeLessThan(37);
});

test('nucleated red cells are none where the counter raised no flag, and for an eye to count where it did', () => {
  const shift = open('many-white-cells');
  received(shift);
  for (const { id, accession } of view(shift).containers) {
    counted(shift, 'hem1', id);
    const flagged = last(shift, accession!, 'wbc').alarms.includes('NRBC');
    expect(last(shift, accession!, 'nrbc').value).toBe(flagged ? null : 0);
  }
});

test('a form may ask for all of it: numbers come as texts', () => {
  const nrbc = { deed: 'calculate', accession: 'A1', test: 'wbc', by: 'nrbc' };
  expect(readDeed({ ...nrbc, nrbc: '40' })).toEqual({ ...nrbc, nrbc: 40 });
  expect(readDeed(nrbc)).toHaveProperty('problem');
  const citrate = { deed: 'calculate', accession: 'A1', test: 'plt', by: 'citrate' };
  expect(readDeed(citrate)).toEqual(citrate);
  const differential = { deed: 'differential', container: 'T1' };
  expect(readDeed({ ...differential, cells: '200' })).toEqual({ ...differential, cells: 200 });
  expect(readDeed({ ...differential, cells: '150' })).toHaveProperty('problem');
  const counts = { neut: '60', lymph: '30', mono: '7', eos: '3' };
  expect(readDeed({ deed: 'file differential', accession: 'A1', counts })).toEqual({
    deed: 'file differential',
    accession: 'A1',
    counts: { neut: 60, lymph: 30, mono: 7, eos: 3, baso: 0, other: 0, nrbc: 0 },
  });
  const again = { deed: 'recollect', accession: 'A1', tests: ['aptt'], told: 'ward' };
  expect(readDeed({ ...again, tube: 'ltblue', citrateFor: '62' })).toEqual({ ...again, tube: 'ltblue', citrateFor: 62 }); // prettier-ignore
});
