import { replaced } from './operators.ts';
import type { Tube } from './tube.ts';

// What a technician does to a tube (W4, W5).

const GEL = new Set(['ltgreen', 'gold']);

/**
 * Spun: a gel parts plasma from cells. Serum spun before it has clotted leaves fibrin behind. Spun again, cells under a gel let
 * potassium through.
 */
export function spin(tube: Tube, minutesClotted = Infinity): Tube {
  const again = tube.spunAt !== null && GEL.has(tube.kind);
  const unready = (tube.kind === 'gold' || tube.kind === 'red') && minutesClotted < 30;
  return {
    ...tube,
    values: again ? replaced(tube.values, 0.05, { k: (tube.values['k'] ?? 0) + 8 }) : tube.values,
    spunAt: tube.until,
    separatedAt: tube.separatedAt ?? (GEL.has(tube.kind) ? tube.until : null),
    fibrin: tube.fibrin || unready,
  };
}

/** What plasma or serum a spun tube yields, mL: whole blood without its cells. */
export const yields = (tube: Tube): number =>
  tube.separatedAt !== null && tube.spunAt === null
    ? tube.volume
    : tube.volume * Math.max(0.2, 1 - (tube.values['hct'] ?? 0) / 100 - 0.05);

/** Poured off into a tube of its own: it holds plasma only, so its volume is what there is to measure. */
export function aliquot(tube: Tube, id: string, milliliters: number): Tube {
  const volume = Math.min(milliliters, yields(tube));
  return { ...tube, id, volume, spunAt: null, separatedAt: tube.separatedAt ?? tube.until };
}

/** An aliquot spun once more: strands of fibrin go to the bottom. */
export const clearFibrin = (tube: Tube): Tube => ({ ...tube, fibrin: false });

/** Fat taken off by an ultracentrifuge: 95 of 100 parts of triglyceride. */
export const clearLipid = (tube: Tube): Tube => ({
  ...tube,
  values: { ...tube.values, trig: (tube.values['trig'] ?? 0) * 0.05 },
});

/** Plasma with heparin neutralized by an enzyme. */
export const neutralizeHeparin = (tube: Tube): Tube => ({ ...tube, heparin: 0 });

/** Plasma or serum left with particles of streptavidin, which hold on to biotin, and taken off them. */
export const removeBiotin = (tube: Tube): Tube => ({ ...tube, biotin: 0 });

/** What a measurement takes away, mL. */
export const drawOff = (tube: Tube, milliliters: number): Tube => ({
  ...tube,
  volume: Math.max(0, tube.volume - milliliters),
});

/** Turned over as often as its additive asks for. */
export const turned = (tube: Tube): Tube => ({ ...tube, mixed: true });
