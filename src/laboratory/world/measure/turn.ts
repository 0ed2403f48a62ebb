import type { At } from '../patient.ts';
import type { Tube } from '../tube.ts';

/** One measurement: when, the how many-th of this tube and analyte (of this control: the how many-th run), and how. */
export type Turn = {
  readonly at: At;
  readonly repeat: number;
  /** The tube that the probe was in before. */
  readonly previous?: Tube | null;
  /** Diluted before it is measured; the result is that of the tube again. 1 where not said. */
  readonly dilution?: 1 | 2 | 5 | 10 | 100;
  /** Of a blood count: at 37 °C for 15 minutes; plasma replaced by diluent; left for ten minutes in diluent. */
  readonly warm?: boolean;
  readonly plasmaReplaced?: boolean;
  readonly rested?: boolean;
};
