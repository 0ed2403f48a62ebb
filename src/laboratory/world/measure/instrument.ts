import type { At, Values } from '../patient.ts';
import type { Catalog } from '../../catalog/index.ts';
import { METHODS, type Method } from './methods.ts';

/** A reagent in use, and what it does to patients and to control materials, which need not be the same (non-commutability). */
export type Reagent = {
  readonly lot: string;
  /** In the analyte's unit. */
  readonly patients: number;
  readonly controls: number;
  /** When it was put on board, and how long it lasts there; when it expires. */
  readonly openedAt: At;
  readonly hoursOnBoard: number;
  readonly expires: At;
};

/** What measures one analyte; hidden. All is 0, or 1 for factors, where nothing is wrong. */
export type Channel = {
  readonly method: Method;
  /** Proportional error: 0.02 = 2 % high. */
  readonly bias: number;
  /** In the analyte's unit for each hour since calibration. */
  readonly drift: number;
  readonly calibratedAt: At;
  readonly reagent: Reagent;
  /** How many times the usual scatter. */
  readonly noise: number;
  /** What antibodies of a sandwich assay can hold, in the analyte's unit; beyond it signal falls (hook). */
  readonly capacity: number | null;
  /** Of a clotting time: the reagent's own sensitivity and mean, and what was typed into the analyzer. */
  readonly thromboplastin: { readonly isi: number; readonly meanNormal: number } | null;
  readonly configured: { readonly isi: number; readonly meanNormal: number } | null;
};

/** The hidden state of an analyzer. What it tells of itself are lots, dates and its inventory. */
export type Instrument = {
  readonly id: string;
  readonly channels: { readonly [analyte: string]: Channel };
  /** The part of the tube before that stays on the probe. */
  readonly carryover: number;
  /** A worn probe, 0 to 1: up to five times the scatter, and now and then air. */
  readonly wear: number;
  /** Of the reaction; 37 where all is well. */
  readonly celsius: number;
  /** Bad water, 0 to 1. */
  readonly water: number;
};

/** Material with known amounts, as a sound analyzer would find them but for `matrix`. */
export type Control = {
  readonly id: string;
  readonly level: number;
  readonly lot: string;
  readonly values: Values;
  /** What its matrix does to a method: a factor by analyte, 1 where not said. */
  readonly matrix?: Values;
  /** The vial in use: its name, and how strong it is against what it should be (badly mixed, evaporated, dissolved wrongly). */
  readonly vial: { readonly id: string; readonly factor: number };
};

/** How a channel is where nothing is wrong with it. */
export const soundChannel = (analyte: string, at: At = 0): Channel => ({
  method: METHODS[analyte] ?? 'photometric',
  bias: 0,
  drift: 0,
  calibratedAt: at,
  reagent: { lot: 'A', patients: 0, controls: 0, openedAt: at, hoursOnBoard: 720, expires: 30 * 86_400 },
  noise: 1,
  capacity: CAPACITY[analyte] ?? null,
  thromboplastin: analyte === 'pt' ? { isi: 1, meanNormal: 11 } : null,
  configured: analyte === 'pt' ? { isi: 1, meanNormal: 11 } : null,
});

/** So that a pregnancy of 1,000,000 reads 900 undiluted; ours. */
const CAPACITY: { readonly [analyte: string]: number } = { hcg: 96_600, ferr: 60_000, psa: 20_000 };

/**
 * An analyzer in order that measures these analytes; `channels` says where one differs. One that measures blood gases has its
 * electrodes in whole blood, undiluted: fat takes no room there.
 */
export function soundInstrument(
  id: string,
  analytes: Iterable<string>,
  channels: { readonly [analyte: string]: Partial<Channel> } = {},
): Instrument {
  const measures = new Set(analytes);
  const all: { [analyte: string]: Channel } = {};
  for (const analyte of measures) {
    const sound = soundChannel(analyte);
    const direct = measures.has('po2') && !measures.has('alt') && sound.method === 'indirect-ise';
    all[analyte] = { ...sound, ...(direct ? { method: 'direct-ise' as const } : {}), ...channels[analyte] };
  }
  return { id, channels: all, carryover: 1e-7, wear: 0, celsius: 37, water: 0 };
}

/**
 * The scatter (SD, in the analyte's unit) of a sound analyzer at an amount x: x·sqrt(c0² / x² + c1²), c1 the catalog's CV and
 * c0 half of what that is at the lowest measurable amount.
 */
export function scatterAt(catalog: Catalog, analyte: string, amount: number): number {
  const known = catalog.analytes.get(analyte);
  const c1 = (known?.analyticalCv ?? 3) / 100;
  const c0 = (c1 * (known?.range?.low ?? 0)) / 2;
  return Math.sqrt(c0 * c0 + c1 * c1 * amount * amount);
}
