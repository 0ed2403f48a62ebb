import { join } from 'node:path';
import { loadCatalog } from '../../catalog/load.server.ts';
import { STEADY, bloodOf, runCounter, type Channels, type CounterRun, type Run } from '../blood/index.ts';
import type { Urine, Values } from '../patient.ts';
import { streamOf } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { urineOf } from '../urine/index.ts';

/** Blood of a grown person in whom nothing strikes the eye. */
export const USUAL: Values = {
  wbc: 7,
  rbc: 5,
  hct: 45,
  hgb: 15,
  plt: 250,
  rdw: 13,
  mpv: 10,
  glu: 95,
  trig: 120,
  tbil: 0.6,
};

/** A full tube of EDTA blood drawn at 0, of these classes; `values` and `more` say where it differs. */
export function lavender(
  classes: readonly string[] = [],
  values: Values = {},
  more: Partial<Tube> = {},
): Tube {
  return {
    id: 'T1',
    kind: 'lav',
    label: null,
    of: 'P1',
    person: { sex: 'F', age: 40 },
    drawnAt: 0,
    until: 0,
    fill: 1,
    volume: 4,
    values: { ...USUAL, ...values },
    drawn: { ...USUAL, ...values },
    blood: bloodOf(classes, streamOf('tube', ...classes)),
    urine: null,
    freeHemoglobin: { inTube: 0, inBody: 0 },
    edta: 0,
    heparin: 0,
    biotin: 0,
    heterophile: 0,
    clotted: 0,
    fibrin: false,
    stays: [{ from: 0, celsius: 22, light: false }],
    mixed: true,
    spunAt: null,
    separatedAt: null,
    history: [],
    ...more,
  };
}

/** A cup of urine of these kinds, voided at 0. */
export function cup(kinds: readonly string[], urine: Partial<Urine> = {}, more: Partial<Tube> = {}): Tube {
  const voided = { ...urineOf(kinds, streamOf('cup', ...kinds)), ...urine };
  return lavender([], {}, { kind: 'ucup', urine: voided, ...more });
}

let catalog: ReturnType<typeof loadCatalog> | undefined;
export const theCatalog = () =>
  (catalog ??= loadCatalog(join(import.meta.dirname, '../../../../content'))).catalog;

export const HOUR = 3600;

/** An hour after the draw on a sound counter. */
export function count(
  tube: Tube,
  run: Partial<Run> = {},
  seed = 'count',
  channels: Channels = STEADY,
): CounterRun {
  const analyte = (id: string) => theCatalog().analytes.get(id);
  return runCounter(tube, { at: HOUR, repeat: 1, ...run }, channels, analyte, streamOf(seed), tube.drawn);
}
/** Without scatter, by analyte. */
export const still = (tube: Tube, run: Partial<Run> = {}): Values =>
  Object.fromEntries(count(tube, run).results.map((r) => [r.analyte, Number(r.withoutScatter)]));
