// How long a hidden world takes: 60 specimens of as many patients, each with three earlier draws, drawn, spoiled, measured and
// committed to.
import { join } from 'node:path';
import { loadCatalog } from '../../src/laboratory/catalog/load.server.ts';
import {
  commitment,
  countBlood,
  draw,
  labelOf,
  makePatient,
  measure,
  soundInstrument,
  streamOf,
  timelineOf,
  type Tube,
} from '../../src/laboratory/world/index.ts';
import { loadPopulation } from '../../src/laboratory/world/load.server.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const SPECIMENS = 60;
const EARLIER = 3;
const TURNS = 7;

export function run(): void {
  const { catalog } = loadCatalog(CONTENT);
  const loaded = loadPopulation(CONTENT);
  if ('problems' in loaded) throw new Error(loaded.problems[0]?.message);
  const { population } = loaded;
  const classes = [...population.classes.keys()];
  const panels = [catalog.panels.get('cmp') ?? [...catalog.panels.values()][0]!];
  const instrument = soundInstrument('c1', catalog.analytes.keys());

  const times: { [part: string]: number[] } = {};
  const timed = <T>(part: string, work: () => T): T => {
    const begun = performance.now();
    const made = work();
    (times[part] ??= []).push(performance.now() - begun);
    return made;
  };
  let found = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const stream = streamOf(`bench-${turn}`);
    const around = { catalog, stream };
    const patients = timed('patients', () =>
      Array.from({ length: SPECIMENS }, (_, k) => {
        const spec = { id: `p${k}`, classes: [classes[k % classes.length]!], on: '2026-11-23' };
        return makePatient(spec, catalog, population, stream);
      }),
    );
    const tubes = timed('timelines and draws', () =>
      patients.flatMap((patient) => {
        const life = timelineOf(patient, catalog, population, stream);
        return Array.from({ length: 1 + EARLIER }, (_, n): Tube => {
          const at = -n * 86_400;
          const how = {
            id: `${patient.id}-${n}`,
            kind: n === 1 ? 'lav' : 'ltgreen',
            at,
            label: labelOf(patient, null),
          };
          return draw(patient, life(at), how, around);
        });
      }),
    );
    found = timed('measuring', () => {
      let count = 0;
      for (const tube of tubes)
        if (tube.kind === 'lav')
          count += countBlood(instrument, tube, { at: 0, repeat: 0 }, catalog, stream).results.length;
        else
          for (const analyte of panels[0]!.analytes) {
            measure(instrument, analyte, tube, { at: 0, repeat: 0 }, catalog, stream);
            count++;
          }
      return count;
    });
    const world = { seed: stream.path, patients, tubes, instruments: [instrument], controls: [] };
    timed('commitment', () => commitment(world));
  }
  const middle = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const rows = Object.entries(times).map(([part, list]) => [part, middle(list)] as const);
  const all = rows.reduce((sum, [, ms]) => sum + ms, 0);
  console.log(
    `A hidden world: ${SPECIMENS} specimens, ${EARLIER} earlier draws each, ${found} results; median of ${TURNS}`,
  );
  for (const [part, ms] of [...rows, ['together', all] as const])
    console.log(`  ${part.padEnd(20)} ${ms.toFixed(1).padStart(7)} ms`);
}
