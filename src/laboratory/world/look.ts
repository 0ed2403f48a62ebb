import type { Tube } from './tube.ts';

/** What somebody sees who holds a tube up to the light; no number is in it. */
export type Looks = {
  /** Null as long as cells hide the plasma. */
  readonly plasma: { readonly red: Amount; readonly milky: Amount; readonly yellow: Amount } | null;
  /** Filled to this fraction of the line. */
  readonly fill: number;
  /** What comes up on two wooden sticks. */
  readonly clot: 'none' | 'small' | 'large';
  readonly strands: boolean;
  readonly labelled: boolean;
};
export type Amount = 'none' | 'slight' | 'marked' | 'gross';

/** Hemolysis is visible from about 0.5 g/L (facts `hemolysis`); the other steps are of this simulation. */
export function looksOf(tube: Tube): Looks {
  const free = tube.freeHemoglobin.inTube + tube.freeHemoglobin.inBody;
  const step = (x: number, slight: number, marked: number, gross: number): Amount =>
    x < slight ? 'none' : x < marked ? 'slight' : x < gross ? 'marked' : 'gross';
  const apart = tube.spunAt !== null || tube.separatedAt !== null;
  return {
    plasma: apart
      ? {
          red: step(free, 0.5, 1.5, 5),
          milky: step(tube.values['trig'] ?? 0, 400, 900, 2500),
          yellow: step(tube.values['tbil'] ?? 0, 3, 8, 20),
        }
      : null,
    fill: tube.fill,
    clot: tube.clotted < 0.02 ? 'none' : tube.clotted < 0.4 ? 'small' : 'large',
    strands: apart && tube.fibrin,
    labelled: tube.label !== null,
  };
}
