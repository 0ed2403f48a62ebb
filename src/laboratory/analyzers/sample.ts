import type { Measured } from '../world/index.ts';

/** What an analyzer measured of one specimen or control material; `run` counts its measurements. */
export type Sample = { specimen: string; control: boolean; results: readonly Measured[]; run: number };
