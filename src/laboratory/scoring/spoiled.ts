import type { Container } from '../shift/index.ts';
import { stoodUrine } from '../world/index.ts';

/**
 * A tube that policy turns away whole, whatever in it may still be right: any clot where nothing should clot, citrate below 90 % of
 * the line, urine that stood for more than two hours. Not to report from it is never a fault.
 */
export function spoiled({ tube, arrivedAt }: Container): boolean {
  if (tube.kind === 'lav' || tube.kind === 'ltblue')
    return tube.clotted >= 0.02 || (tube.kind === 'ltblue' && tube.fill < 0.9);
  return tube.kind === 'ucup' && stoodUrine(tube, arrivedAt ?? tube.until).hours > 2;
}
