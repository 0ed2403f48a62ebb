import { addTo, brokenIn, emptyLane, type Lane } from './lane.ts';
import { flagsOf, type Flag } from './flag.ts';
import type { Plan } from './plan.ts';
import { zoneOf } from './zone.ts';

/**
 * What rules remember of earlier runs: one lane for each material and one across all of them, and whose the last points
 * were. Plain data of fixed size: it can be stored, and evaluation goes on from it.
 */
export type Tally = { lanes: Lane[]; across: Lane; order: number[] };

/** The values of one run, one for each material in order; null = not measured. */
export type Run = ArrayLike<number | null>;

/** The most points that any rule looks at. */
const MOST = 12;

/** A tally with nothing in it: at the beginning of a lot, and after a rejected run that was corrected. */
export const newTally = (plan: Plan): Tally => ({
  lanes: plan.ids.map(emptyLane),
  across: emptyLane(),
  order: Array.from({ length: MOST }, () => 0),
});

/**
 * Judges one run: its flags, and the tally with it in. A material that was not measured is skipped, as if the run had one
 * level fewer: it neither breaks a row nor counts in it. A flag stands on the run that completes it.
 */
export function judgeRun(plan: Plan, before: Tally, run: Run): { tally: Tally; flags: Flag[] } {
  const tally = {
    lanes: before.lanes.map((lane) => ({ ...lane })),
    across: { ...before.across },
    order: [...before.order],
  };
  const zones = new Int8Array(plan.ids.length);
  const broken = addRun(plan, tally, run, zones);
  return { tally, flags: broken === 0 ? [] : flagsOf(plan, tally, run, zones) };
}

const isPoint = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && !Number.isNaN(value);

/**
 * The same in place, for long series: adds a run to the tally, writes each point's zone into `zones`, and says which rules
 * are broken, as bits.
 */
export function addRun(plan: Plan, tally: Tally, run: Run, zones: Int8Array): number {
  const { rows, alone } = plan;
  const { lanes, across, order } = tally;
  let [bits, points, outer] = [0, 0, 0];
  let [above, below] = [false, false];
  const [along, through] = [rows.A1.tests.length > 0, rows.A2.tests.length > 0];
  for (let m = 0; m < lanes.length; m++) {
    const value = run[m];
    if (!isPoint(value)) continue;
    const zone = zoneOf(value, plan.scales[m]!);
    zones[m] = zone;
    points++;
    bits |= alone[zone < 0 ? -zone : zone]!;
    if (zone >= 3) above = true;
    else if (zone <= -3) below = true;
    if (zone > 1 || zone < -1) outer++;
    if (along) {
      addTo(lanes[m]!, zone, value);
      bits |= brokenIn(lanes[m]!, rows.A1);
    }
    if (through) {
      order[across.points % MOST] = m;
      addTo(across, zone, 0);
    }
  }
  // Every rule that looks at a row within a run needs two points beyond 1 SD.
  if (outer > 1 && rows.W.tests.length > 0) bits |= withinRun(plan, run, zones);
  if (above && below) bits |= plan.opposite;
  // Across materials the last points of the whole run are looked at, not those in its middle.
  if (through && points > 0) bits |= brokenIn(across, rows.A2);
  return bits;
}

function withinRun({ rows }: Plan, run: Run, zones: Int8Array): number {
  const lane = emptyLane();
  let bits = 0;
  for (let m = 0; m < zones.length; m++) {
    if (!isPoint(run[m])) continue;
    addTo(lane, zones[m]!, 0);
    bits |= brokenIn(lane, rows.W);
  }
  return bits;
}
