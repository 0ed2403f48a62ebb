import { next } from '../expert/index.ts';
import { openShift, play, view, type Deed, type Made, type Shift, type View } from '../shift/index.ts';
import type { ScenarioEntry } from '#content/laboratory/index.ts';

export const ROBOTS = ['gold', 'release-all', 'hold-all'] as const;
export type Robot = (typeof ROBOTS)[number];

/** What a robot does next; it is given what anybody can see, as plain JSON, and nothing else. */
type Mind = (view: View) => Deed;

const MINDS: { [robot in Robot]: Mind } = {
  gold: (seen) => next(seen).does,
  'release-all': (seen) => naive(seen, true),
  'hold-all': (seen) => naive(seen, false),
};

/** A robot plays a scenario to its end. More deeds than any shift needs are a fault of the robot, and stop it. */
export function runRobot(
  scenario: ScenarioEntry,
  seed: string | number,
  robot: Robot,
  made: Made,
  most = 3000,
): Shift {
  const shift = openShift(scenario, seed, made);
  let stuck = '';
  for (let n = 0; n < most && !shift.finished; n++) {
    const seen = JSON.parse(JSON.stringify(view(shift))) as View;
    const deed = MINDS[robot](seen);
    const done = play(shift, deed, { outside: robot === 'release-all' });
    const said = JSON.stringify(deed) + ('refused' in done ? done.refused : '');
    if ('refused' in done && said === stuck)
      throw new Error(`${scenario.id}: ${robot} does not get on: ${said}`);
    stuck = said;
    if ('refused' in done) play(shift, { deed: 'wait', minutes: 1 });
  }
  if (!shift.finished) throw new Error(`${scenario.id}: ${robot} never came to an end`);
  return shift;
}

/** Takes in everything, runs everything; lets everything out, or nothing. It calls nobody and asks nothing. */
function naive(seen: View, lets: boolean): Deed {
  const open = new Set(
    seen.specimens
      .filter((s) => s.state.status === 'expected' || s.state.status === 'arrived')
      .map((s) => s.accession),
  );
  for (const c of seen.containers.filter((c) => c.place === 'reception' && !c.spinning)) {
    if (!lets && c.accession === null && c.sees !== null) continue;
    if (c.sees === null) return { deed: 'look', container: c.id };
    // Its number went onto another tube: it stays where it is.
    const { label } = c;
    if (
      label &&
      label !== 'none' &&
      seen.containers.some((o) => o !== c && o.accession === label.accession) &&
      c.accession === null
    )
      continue;
    if (c.accession === null && c.label !== 'none' && c.label?.accession)
      return { deed: 'scan', container: c.id };
    if (c.accession === null) {
      const missing = seen.specimens.find(
        (s) =>
          s.state.status === 'expected' &&
          s.tube === c.kind &&
          !seen.containers.some(
            (o) => o.accession === s.accession || (o.label !== 'none' && o.label?.accession === s.accession),
          ),
      );
      if (missing && c.label === 'none')
        return { deed: 'label', container: c.id, accession: missing.accession };
      if (missing) return { deed: 'type accession', container: c.id, accession: missing.accession };
      continue;
    }
    if (lets && open.has(c.accession))
      return { deed: 'lis', command: { do: 'accept', accession: c.accession, container: c.id } };
  }
  if (!lets) return seen.coming.count > 0 ? { deed: 'wait for next' } : { deed: 'finish' };
  const result = seen.results.find(
    (r) =>
      !seen.downtime &&
      r.state.status === 'observed' &&
      !['hidx', 'iidx', 'lidx'].includes(r.test) &&
      (r.readings.at(-1)?.value ?? r.readings.at(-1)?.text ?? null) !== null &&
      !r.state.holds.some(
        (h) => h.id === 'quality' || h.id === 'no-value' || h.id.startsWith('part:') || h.kind === 'manual',
      ),
  );
  if (result?.state.status === 'observed')
    return {
      deed: 'lis',
      command: {
        do: 'verify',
        results: [{ accession: result.accession, test: result.test }],
        lift: Object.fromEntries(result.state.holds.map((h) => [h.id, 'looks fine'])),
      },
    };
  const next = machine(seen);
  return next ?? (seen.coming.count > 0 ? { deed: 'wait for next' } : { deed: 'finish' });
}

const SEDIMENT = ['ua_rbc', 'ua_wbc'];
const SPUN = ['ltgreen', 'gold', 'red', 'green', 'ltblue', 'gray'];

function machine(seen: View): Deed | null {
  const accepted = seen.containers.filter(
    (c) =>
      seen.specimens.find((s) => s.accession === c.accession)?.state.status === 'accepted' &&
      !c.spinning &&
      c.place !== 'analyzer',
  );
  const spin = accepted.filter((c) => SPUN.includes(c.kind) && !c.spun);
  if (spin.length > 0) return { deed: 'spin', containers: spin.map((c) => c.id) };
  const uncounted = accepted.find(
    (c) =>
      c.kind === 'ucup' &&
      seen.results.some(
        (r) => r.accession === c.accession && SEDIMENT.includes(r.test) && r.state.status === 'pending',
      ),
  );
  if (uncounted) return { deed: 'sediment', container: uncounted.id };
  for (const a of seen.analyzers) {
    if (a.id === 'gas1') continue;
    const load = accepted.filter(
      (c) =>
        a.takes.includes(c.kind) &&
        seen.results.some(
          (r) =>
            r.accession === c.accession &&
            r.state.status === 'pending' &&
            r.readings.length === 0 &&
            a.measures.includes(r.test) &&
            !['agap', 'egfr', 'ldlc'].includes(r.test),
        ) &&
        !seen.notes.some((n) => n.what === `tried ${a.id}` && n.about === c.id),
    );
    const fresh = load.filter(
      (c) => !seen.messages.some((m) => m.peer === a.id && m.raw.includes(c.accession!)),
    );
    if (fresh.length > 0) return { deed: 'load', analyzer: a.id, containers: fresh.map((c) => c.id) };
  }
  return null;
}

/** A log played again. Deeds that were refused then stand in no log, so one that is refused now is a difference. */
export function replayLog(
  scenario: ScenarioEntry,
  seed: string | number,
  log: readonly { deed: Deed; outside?: boolean }[],
  made: Made,
): Shift | { differs: number; why: string } {
  const shift = openShift(scenario, seed, made);
  for (const [i, { deed, outside }] of log.entries()) {
    const done = play(shift, deed, outside ? { outside: true } : {});
    if ('refused' in done) return { differs: i + 1, why: done.refused };
  }
  return shift;
}
