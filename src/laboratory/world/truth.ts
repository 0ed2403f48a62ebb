import { canonical, sha256 } from '#kernel/digest.ts';
import type { Control, Instrument } from './measure/instrument.ts';
import type { Patient } from './patient.ts';
import type { Tube } from './tube.ts';

/** Everything that is hidden while a shift is played: plain values, so that one text stands for it. */
export type HiddenWorld = {
  readonly seed: string;
  readonly patients: readonly Patient[];
  readonly tubes: readonly Tube[];
  readonly instruments: readonly Instrument[];
  readonly controls: readonly Control[];
};

/** The world as one text, the same wherever it is made: what is revealed at the debrief. */
export const serialize = (world: HiddenWorld): string => canonical(world);

/**
 * The SHA-256 of that text, published when a shift opens: whoever is shown the world afterwards can tell that nobody touched it. It
 * hides the world only as long as the seed cannot be guessed: the same seed makes the same world for anybody.
 */
export const commitment = (world: HiddenWorld): string => sha256(serialize(world));
