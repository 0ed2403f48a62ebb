import { canonical, sha256 } from '#kernel/digest.ts';
import { loadedFrom, type Told } from './told.ts';
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
  type Operation,
} from '../index.ts';

const CLASSES = [
  'healthy',
  'dka',
  'sepsis',
  'newborn',
  'warfarin',
  'cold-agglutinin',
  'hyperlipidemia',
  'biotin',
];
const MISHAPS: readonly (readonly Operation[])[] = [
  [],
  [{ did: 'addEdta', fraction: 0.07 }],
  [
    { did: 'mix', fraction: 0.13, fluid: 'lr' },
    { did: 'hemolyse', gramsPerLiter: 1.3, inBody: false },
  ],
  [
    { did: 'stand', seconds: 20_000, celsius: 31 },
    { did: 'fill', fraction: 0.8 },
  ],
];

/**
 * A small world made, its tubes measured in every analyte, and all of it in two digests: what is committed to, and what is found.
 * The same in every process, place and engine.
 */
export function probe(told: Told, seed: string): { truth: string; found: string; numbers: number } {
  const { catalog, population } = loadedFrom(told);
  const stream = streamOf(seed);
  const patients = CLASSES.map((id, k) =>
    makePatient(
      {
        id: `p${k}`,
        classes: [id],
        on: '2026-11-23',
        course: [
          { what: 'transfusion', at: -7200, units: 2 },
          { what: 'dialysis', at: -30_000, hours: 3 },
        ],
      },
      catalog,
      population,
      stream,
    ),
  );
  const instrument = { ...soundInstrument('c1', catalog.analytes.keys()), wear: 0.1, carryover: 1e-4 };
  const tubes = patients.flatMap((patient, k) => {
    const life = timelineOf(patient, catalog, population, stream);
    return ['ltgreen', 'lav', 'ltblue', 'abg'].map((kind) =>
      draw(
        patient,
        life(-3600 * k),
        {
          id: `${patient.id}-${kind}`,
          kind,
          at: -3600 * k,
          label: labelOf(patient, null),
          suffers: MISHAPS[k % 4]!,
        },
        { catalog, stream },
      ),
    );
  });
  const found = tubes.flatMap((tube, k) =>
    tube.kind === 'lav'
      ? countBlood(instrument, tube, { at: 900, repeat: k % 3 }, catalog, stream).results
      : [...catalog.analytes.values()]
          .filter((a) => ['chemistry', 'coagulation', 'blood-gas'].includes(a.department) && a.id !== 'acr')
          .map((a) =>
            measure(
              instrument,
              a.id,
              tube,
              { at: 900, repeat: k % 3, previous: tubes[k - 1] ?? null },
              catalog,
              stream,
            ),
          ),
  );
  const truth = commitment({ seed, patients, tubes, instruments: [instrument], controls: [] });
  return { truth, found: sha256(canonical(found)), numbers: found.length };
}
