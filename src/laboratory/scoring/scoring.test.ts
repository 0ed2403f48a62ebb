import { expect, test } from 'vitest';
import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { next } from '../expert/index.ts';
import { openShift, play, view, type Deed, type Shift } from '../shift/index.ts';
import { LABORATORY, scenario } from '../shift/testing/laboratory.server.ts';
import {
  debriefOf,
  decisionsOf,
  gatesOf,
  harmsOf,
  passes,
  profileOf,
  runRobot,
  scoreOf,
  yardstick,
  type Decision,
} from './index.ts';

const FIRST = scenario('two-tubes-from-4-west');
const base = {
  sex: 'F' as const,
  age: 50,
  usual: {},
  classes: [],
  drugs: [],
  substances: {},
  course: [],
  urine: [],
  picture: '',
};
const order = {
  priority: 'routine' as const,
  drawn: -20,
  arrives: 0,
  site: 'arm' as const,
  on: 'room' as const,
  draw: '',
  tubes: {},
  irretrievable: false,
};

/** One person, one tube, nothing else. */
const single = (patient: object, its: object): ScenarioEntry => ({
  ...FIRST,
  patients: [{ ...base, id: 'a', ...patient }],
  orders: [{ ...order, id: 'o1', patient: 'a', tests: ['bmp'], ...its }],
  earlier: [],
  happens: [],
  analyzers: [],
});

const does = (shift: Shift, ...deeds: Deed[]): void => {
  for (const deed of deeds) {
    const done = play(shift, deed);
    if ('refused' in done) throw new Error(`${JSON.stringify(deed)}: ${done.refused}`);
  }
};

/** The only tube, taken in, spun and run. */
function ran(entry: ScenarioEntry, seed = 1): { shift: Shift; accession: string } {
  const shift = openShift(entry, seed, LABORATORY);
  does(
    shift,
    { deed: 'wait', minutes: 1 },
    { deed: 'look', container: 'T1' },
    { deed: 'scan', container: 'T1' },
  );
  const accession = view(shift).containers[0]!.accession!;
  does(
    shift,
    { deed: 'lis', command: { do: 'accept', accession, container: 'T1' } },
    { deed: 'spin', containers: ['T1'] },
    { deed: 'wait', minutes: 15 },
    { deed: 'load', analyzer: 'chem1', containers: ['T1'] },
    { deed: 'wait', minutes: 15 },
  );
  return { shift, accession };
}

const release = (shift: Shift): void => {
  for (const r of view(shift).results)
    if (r.state.status === 'observed')
      play(
        shift,
        {
          deed: 'lis',
          command: {
            do: 'verify',
            results: [{ accession: r.accession, test: r.test }],
            lift: Object.fromEntries(r.state.holds.map((h) => [h.id, 'tried'])),
          },
        },
        { outside: true },
      );
};
const points = (shift: Shift) => harmsOf(shift).filter((h) => h.points > 0).map((h) => [h.points, h.what]); // prettier-ignore

test('good results that go out do no harm; held back they are a delay, drawn again for nothing two more, of a newborn five', () => {
  const out = ran(single({}, {}));
  release(out.shift);
  expect(points(out.shift)).toEqual([]);
  const held = ran(single({}, {}));
  expect(points(held.shift)).toEqual([[1, 'delay']]);
  const again = (patient: object) => {
    const { shift, accession } = ran(single(patient, {}));
    does(
      shift,
      {
        deed: 'lis',
        command: { do: 'reject', accession, reason: 'contaminated', tests: 'all', told: 'the ward' },
      },
      { deed: 'recollect', accession, tests: ['k'], told: 'the ward' },
    );
    return points(shift);
  };
  expect(again({})).toEqual([[1, 'delay'], [2, 'needless recollection']]); // prettier-ignore
  expect(again({ hardToDraw: true })).toEqual([[1, 'delay'], [5, 'needless recollection']]); // prettier-ignore
});

test('a wrong value weighs by what it crosses: a critical limit 30, a decision limit 10, none 3', () => {
  const weigh = (fraction: number, usual: object) => {
    const { shift } = ran(
      single(
        { usual },
        { tests: ['k'], tubes: { ltgreen: { suffers: [{ did: 'addEdta', fraction }], holds: 4 } } },
      ),
    );
    release(shift);
    return points(shift).map(([p]) => p);
  };
  expect(weigh(0.2, { k: 4.2 })).toEqual([30]);
  expect(weigh(0.1, { k: 4.4 })).toEqual([10]);
  expect(weigh(0.025, { k: 4 })).toEqual([3]);
  expect(weigh(0.005, { k: 4 })).toEqual([]);
});

test('blood of somebody else that goes out counts 40, once, and is a gate', () => {
  const entry = single(
    {},
    { tubes: { ltgreen: { suffers: [{ did: 'swapIdentity', with: 'a' }], holds: 4 } } },
  );
  const both = {
    ...entry,
    patients: [...entry.patients, { ...entry.patients[0]!, id: 'b' }],
    orders: entry.orders.map((o) => ({
      ...o,
      patient: 'b',
      tubes: { ltgreen: { suffers: [{ did: 'swapIdentity' as const, with: 'a' }], holds: 4 } },
    })),
  };
  const { shift } = ran(both);
  release(shift);
  expect(points(shift)).toEqual([[40, 'wrong patient']]);
  expect(new Set(gatesOf(shift).map((g) => g.id))).toContain('G1');
});

test('a true critical result that goes out and is not called counts 30 and is a gate; called in time it is nothing', () => {
  const entry = single({ usual: { k: 7.2 } }, { tests: ['k'] });
  const silent = ran(entry);
  release(silent.shift);
  expect(points(silent.shift)).toEqual([[30, 'critical wrong or missed']]);
  expect(gatesOf(silent.shift).map((g) => g.id)).toContain('G4');
  const held = ran(entry);
  expect(points(held.shift)).toContainEqual([30, 'critical wrong or missed']);
});

test('a critical limit from memory decides no grade', () => {
  const analyte = LABORATORY.catalog.analytes.get('tnt')!;
  expect(analyte.confidence.critical).toBe('unverified');
  const { shift } = ran(single({ usual: { tnt: 400 } }, { tests: ['tnt'] }));
  expect(points(shift)).toEqual([[1, 'delay']]);
});

test('a scenario with no fault and no decoy is practice only: the better habit does as well as gold', () => {
  const entry = single({}, {});
  const stick = yardstick(entry, 1, LABORATORY);
  expect(scoreOf(runRobot(entry, 1, 'release-all', LABORATORY), stick).score).toBe(null);
});

test('a gate caps the score at 59, and the score never falls below -20', () => {
  const stick = yardstick(FIRST, 1, LABORATORY);
  const careless = runRobot(FIRST, 1, 'release-all', LABORATORY);
  expect(scoreOf(careless, stick).score).toBe(-20);
  const gold = runRobot(FIRST, 1, 'gold', LABORATORY);
  expect(scoreOf(gold, { ...stick, holdAll: 1000, releaseAll: 1000 }).score).toBe(100);
  const gated = scoreOf(careless, { releaseAll: 4000, holdAll: 4000, gold: 0 });
  expect(gated.gates.map((g) => g.id)).toEqual(['G5']);
  expect(gated.score).toBe(59);
});

test('a domain is the mean of its credits, and below 60 percent in one of them nobody passes', () => {
  const decision = (domain: Decision['domain'], credit: Decision['credit']): Decision => ({
    id: '',
    domain,
    subject: '',
    about: '',
    gold: '',
    did: '',
    credit,
  });
  const profile = profileOf([
    decision('identity', 1),
    decision('identity', 0.5),
    decision('flow', -1),
    decision('quality', 0.6),
  ]);
  expect(profile).toEqual({
    identity: 75,
    quality: 60,
    judgement: null,
    communication: null,
    record: null,
    flow: 0,
  });
  expect(passes(95, 0, profile)).toBe(false);
  expect(passes(95, 0, { ...profile, flow: null })).toBe(true);
  expect(passes(79.9, 0, { ...profile, flow: null })).toBe(false);
  expect(passes(95, 1, { ...profile, flow: null })).toBe(false);
});

test('the debrief says which one decision would have saved most, by playing it again', () => {
  const shift = runRobot(FIRST, 1, 'release-all', LABORATORY);
  const { mattered, commitmentHolds, patients, tubes } = debriefOf(shift, FIRST, LABORATORY);
  expect(mattered[0]).toMatchObject({
    domain: 'identity',
    gold: 'rejected as unlabeled',
    did: 'accepted',
    harmSaved: 40,
  });
  expect(mattered[0]!.visible).toContain('no label');
  expect(commitmentHolds).toBe(true);
  expect(patients.filter((p) => p.harm > 0)).toHaveLength(1);
  expect(tubes[0]!.befell).toEqual([{ did: 'no label', fault: 'F01' }]);
  const gold = runRobot(FIRST, 1, 'gold', LABORATORY);
  expect(decisionsOf(gold, gold).every((d) => d.credit === 1)).toBe(true);
});

test('now and then it is asked how sure one was; what is said is weighed, and touches no score', () => {
  let asked = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const shift = openShift(FIRST, seed, LABORATORY);
    for (let n = 0; n < 400 && !shift.finished; n++) {
      const seen = view(shift);
      play(shift, seen.asksHowSure === null ? next(seen).does : { deed: 'say how sure', sure: 'sure' });
    }
    const { brier, score } = debriefOf(shift, FIRST, LABORATORY);
    expect(score.score).toBe(100);
    if (shift.sure.size === 0) expect(brier).toBe(null);
    else expect(brier).toEqual({ asked: shift.sure.size, score: 0.003 });
    asked += shift.sure.size;
  }
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(20);
});
