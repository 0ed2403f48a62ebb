import { join } from 'node:path';
import type { ScenarioEntry } from '../../src/content/laboratory/index.ts';
import { loadLaboratory } from '../../src/laboratory/load.server.ts';
import { replay } from '../../src/laboratory/lis/index.ts';
import { replayLog, runRobot } from '../../src/laboratory/scoring/index.ts';
import { openShift, stateHash, view } from '../../src/laboratory/shift/index.ts';

const SPECIMENS = 60;

/** A full morning: sixty specimens of everybody, worked by the gold robot; then opened, replayed and folded again. */
export function run(): void {
  const read = loadLaboratory(join(import.meta.dirname, '../../content'));
  if ('problems' in read) throw new Error(read.problems[0]?.message ?? 'the content has problems');
  const lab = read.laboratory;
  const first = [...lab.scenarios.values()][0]!;
  const crowd = {
    specimens: SPECIMENS - first.orders.length,
    tests: [['cmp'], ['bmp'], ['cbc'], ['cbc', 'bmp'], ['coag'], ['liver']],
    from: 1,
    to: 90,
    classes: [],
  };
  const scenario: ScenarioEntry = { ...first, autoverify: true, crowd };
  const shift = runRobot(scenario, 1, 'gold', lab);
  const deeds = shift.log.length;
  const { events } = shift.ledger;
  const timed = (name: string, n: number, per: string, work: () => void): void => {
    const times = Array.from({ length: 5 }, () => {
      const t = performance.now();
      work();
      return performance.now() - t;
    }).sort((a, b) => a - b);
    const ms = times[2]!;
    console.log(
      `${name.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms   ${Math.round((n / ms) * 1000)
        .toLocaleString('en-US')
        .padStart(9)} ${per}/s`,
    );
  };
  console.log(
    `\nA shift of ${shift.containers.size} containers, ${deeds} deeds, ${events.length} lines (median of 5)`,
  );
  timed(
    'opened: people, tubes, history, controls',
    shift.containers.size,
    'containers',
    () => void openShift(scenario, 1, lab),
  );
  timed('replayed from its log (aim under 1,000 ms)', deeds, 'deeds', () => {
    const again = replayLog(scenario, 1, shift.log, lab);
    if ('differs' in again || stateHash(again) !== stateHash(shift)) throw new Error('the replay differs');
  });
  timed('chain checked and folded anew', events.length, 'lines', () => {
    if ('broken' in replay(events)) throw new Error('the chain is broken');
  });
  timed('what the learner sees, made', 1, 'views', () => void view(shift));
  const bytes = JSON.stringify(view(shift)).length;
  console.log(`The view is ${Math.round(bytes / 1024)} KiB of JSON.`);
}
