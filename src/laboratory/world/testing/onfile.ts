import { join } from 'node:path';
import { loadCatalog } from '../../catalog/load.server.ts';
import {
  draw,
  makePatient,
  measure,
  soundInstrument,
  streamOf,
  trueValues,
  type Instrument,
  type Operation,
  type Patient,
  type PatientSpec,
  type Stream,
  type Tube,
  type Turn,
  type Values,
} from '../index.ts';
import { loadPopulation } from '../load.server.ts';

export const CONTENT = join(import.meta.dirname, '../../../../content');
export const { catalog } = loadCatalog(CONTENT);
const loaded = loadPopulation(CONTENT);
if ('problems' in loaded) throw new Error(loaded.problems.map((p) => `${p.file}: ${p.message}`).join('\n'));
export const { population } = loaded;
export const seed = streamOf('20261123');
export const sound = soundInstrument('c1', catalog.analytes.keys());

export const patientOf = (spec: Partial<PatientSpec> = {}, stream: Stream = seed): Patient =>
  makePatient({ id: '1', on: '2026-11-23', ...spec }, catalog, population, stream);

const ROUND: Values = Object.fromEntries(
  (
    'na 140 k 4.2 ca 9.4 glu 100 tp 7 alb 4.3 cl 104 co2 25 bun 14 crea 0.8 ldh 165 ast 22 trig 100 alp 65 mg 2 aptt 31 pt 11 ' +
    'hct 40 hgb 13.4 rbc 4.5 tbil 0.6 tnt 8 tni 6 hcg 0.6 tsh 1.8 ft4 1.2 wbc 7 plt 250 nh3 28 lact 1.2 phos 3.4 tt 17 rept 18 fib 300'
  )
    .split(/ (?=[a-z])/)
    .map((pair) => pair.split(' '))
    .map(([id, x]) => [id, Number(x)]),
);

/** The patient that the design's rows 10 to 16 begin from. */
export const plain = patientOf({
  id: 'plain',
  sex: 'F',
  age: 44,
  family: 'LARCH',
  given: 'WREN',
  mrn: '4820173',
});
export const baseline: Values = {
  ...trueValues(plain, 0, catalog, population, seed),
  ...ROUND,
};

export function tubeOf(
  kind: string,
  suffers: readonly Operation[] = [],
  values: Values = baseline,
  patient: Patient = plain,
  id = 't1',
): Tube {
  const label = { name: 'LARCH, WREN', mrn: '4820173', born: '1982-03-09', accession: '26327-0041' };
  return draw(patient, values, { id, kind, at: 0, label, suffers }, { catalog, stream: seed });
}

/** What is reported of this analyte. */
export const found = (
  analyte: string,
  tube: Tube,
  instrument: Instrument = sound,
  turn: Partial<Turn> = {},
) => measure(instrument, analyte, tube, { at: 0, repeat: 0, ...turn }, catalog, seed);

/** What the instrument would find without scatter, as a number. */
export const still = (
  analyte: string,
  tube: Tube,
  instrument: Instrument = sound,
  turn: Partial<Turn> = {},
) => Number(found(analyte, tube, instrument, turn).withoutScatter);
