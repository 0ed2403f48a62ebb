import type { View } from '../../shift/index.ts';
import type { Finding } from '../finding.ts';
import { held, toProve } from './held.ts';
import { lookingBack } from './look-back.ts';
import { inDoubt } from './patients.ts';
import { again } from './again.ts';

/** What control runs, lots and panels ask for. */
export const quality = (view: View): Finding | null =>
  inDoubt(view) ?? held(view) ?? toProve(view) ?? lookingBack(view) ?? again(view);
