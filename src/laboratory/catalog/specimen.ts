import type { FluidEntry, PanelEntry, TubeEntry } from '#content/laboratory/index.ts';
import type { Department } from './analyte.ts';

export type Spin = { gLow: number; gHigh: number; minutes: number };

/** A kind of container. Color and volume are ours, for drawing; the rest is fact. */
export type Tube = {
  id: string;
  /** The cap as people name it. */
  cap: string;
  color: string;
  additive: string;
  kind: TubeEntry['kind'];
  /** Place in the order of draw; null = drawn by itself. */
  drawOrder: number | null;
  /** How many times it is turned over; '' = not at all. */
  inversions: string;
  volumeMl: number;
  fillMinPercent: number | null;
  clotMinutes: number | null;
  /** null = not spun, or nothing is on file. */
  spin: Spin | null;
  /** Analytes that its additive spoils. */
  never: string[];
  use: string[];
  says: string | null;
  confidence: TubeEntry['confidence'];
};

/** What can get into a tube: amounts in the unit of the analyte, absent = 0. */
export type Fluid = {
  id: string;
  name: string;
  content: { [analyteId: string]: number };
  confidence: FluidEntry['confidence'];
};

/** Tests ordered together; `tube` is the one it is usually drawn in. */
export type Panel = {
  id: string;
  name: string;
  department: Department;
  analytes: string[];
  tube: string;
  loinc: string | null;
};

export function tubeOf(entry: TubeEntry): Tube {
  const { drawing, spin, cite: _cite, basis: _basis, note: _note, says, ...rest } = entry;
  return { ...rest, ...drawing, spin: spin?.value ?? null, says: says ?? null };
}

export const fluidOf = ({ id, name, content, confidence }: FluidEntry): Fluid => ({
  id,
  name,
  content,
  confidence,
});

export const panelOf = (entry: PanelEntry): Panel => ({ ...entry, loinc: entry.loinc?.value ?? null });
