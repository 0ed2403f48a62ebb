// The hidden world (W0 to W6). Whoever imports it knows the truth; the LIS and the wire never do.
export { normalQuantile } from './arithmetic.ts';
export { populationOf, makePatient } from './population.ts';
export type { DiseaseClass, PatientSpec, Population } from './population.ts';
export { NO_SUBSTANCES, PLAIN_BLOOD, PLAIN_URINE } from './patient.ts';
export type { At, Blood, Cell, Happening, Patient, Substances, Urine, Values } from './patient.ts';
export { timelineOf, trueValues, type Timeline } from './timeline.ts';
export { amountOf, DERIVED, type Person } from './derived.ts';
export { apply, draw } from './draw.ts';
export type { Drawing, Posture, Site, Surroundings } from './draw.ts';
export { labelOf, mislabel, relabel, swapIdentity, unlabel } from './identity.ts';
export { addEdta, addHeparin, clot, evaporate, hemolyse, mix, strand } from './operators.ts';
export { expose, stand, standUntil } from './stand.ts';
export {
  aliquot,
  clearFibrin,
  clearLipid,
  drawOff,
  neutralizeHeparin,
  removeBiotin,
  spin,
  turned,
  yields,
} from './processing.ts';
export type { Label, Operation, Stay, Tube } from './tube.ts';
export type { Measured } from './measured.ts';
export { DEAD_VOLUME, measure, needed } from './measure/measure.ts';
export type { Turn } from './measure/turn.ts';
export { countBlood } from './measure/count.ts';
export {
  adjust,
  calibrate,
  changeProbe,
  changeReagent,
  configure,
  freshVial,
  service,
  steady,
  washProbe,
} from './measure/maintain.ts';
export { isSpent } from './measure/reagent.ts';
export {
  bilirubinTablet,
  countSediment,
  reducingSubstances,
  refractometer,
  sedimentOf,
  sedimentWords,
  stoodUrine,
  sulfosalicylicAcid,
} from './urine/index.ts';
export type { Power, SedimentField } from './urine/index.ts';
export { looksOf, type Amount, type Looks } from './look.ts';
export { commitment, serialize, type HiddenWorld } from './truth.ts';
export { INDICES, isIndex } from './measure/indices.ts';
export { scatterAt, soundChannel, soundInstrument } from './measure/instrument.ts';
export type { Channel, Control, Instrument, Reagent } from './measure/instrument.ts';
export { METHODS, type Method } from './measure/methods.ts';
export { below, normal, pick, streamOf, under, uniform, type Stream } from './streams.ts';
