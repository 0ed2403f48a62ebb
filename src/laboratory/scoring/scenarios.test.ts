import { expect, test } from 'vitest';
import { LABORATORY } from '../shift/testing/laboratory.server.ts';
import { decisionsOf, gatesOf, passes, profileOf, runRobot, scoreOf, yardstick } from './index.ts';

// Unfair scenarios fail the build: the gold robot sees only what can be seen, and has to come to 100 on every seed; letting everything
// out, or nothing, must not get by.
for (const scenario of LABORATORY.scenarios.values())
  for (const seed of scenario.seeds)
    test(`${scenario.id}, seed ${seed}: gold reaches 100, neither habit gets above 0`, () => {
      const stick = yardstick(scenario, seed, LABORATORY);
      const gold = runRobot(scenario, seed, 'gold', LABORATORY);
      const score = scoreOf(gold, stick);
      expect(score.harms.filter((h) => h.points > 0)).toEqual([]);
      expect(gatesOf(gold)).toEqual([]);
      expect(score.score).toBe(100);
      expect(passes(score.score, 0, profileOf(decisionsOf(gold, gold)))).toBe(true);
      expect(Math.min(stick.releaseAll, stick.holdAll)).toBeGreaterThan(stick.gold);
    });

test('a scenario plants a fault, or is said to be a decoy; and has two parallel forms', () => {
  const wrong = [...LABORATORY.scenarios.values()].filter((s) => {
    const planted = JSON.stringify([s.orders.map((o) => o.tubes), s.analyzers, s.mischief]).includes(
      '"fault"',
    );
    return (
      (!planted && !s.decoy && s.role === 'mlt' && !s.orders.some((o) => o.tubes)) ||
      new Set(s.seeds).size < 2
    );
  });
  expect(wrong.map((s) => s.id)).toEqual([]);
});
