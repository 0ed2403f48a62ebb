import type { Catalog } from '../catalog/index.ts';
import { looksOf, type Tube } from '../world/index.ts';

// What somebody sees, in words: the text twin of the drawing, and all that a robot is given.

/** What is seen of a tube that is held up to the light. */
export function sightsOf(tube: Tube, catalog: Catalog): string[] {
  const looks = looksOf(tube);
  const kind = catalog.tubes.get(tube.kind);
  const seen = [`${kind?.cap ?? tube.kind} cap`];
  seen.push(
    tube.label === null
      ? 'no label'
      : `label: ${tube.label.name}; MRN ${tube.label.mrn}; born ${tube.label.born}`,
  );
  if (tube.label && tube.label.accession === null) seen.push('label written by hand, no bar code');
  seen.push(`filled to ${Math.round(looks.fill * 100)} % of the line`);
  if (tube.citrateFor !== undefined)
    seen.push(`prepared with less citrate, for a hematocrit of ${tube.citrateFor} %`);
  if (looks.plasma) {
    const { red, milky, yellow } = looks.plasma;
    const words = [
      red !== 'none' && `${red} red`,
      milky !== 'none' && `${milky} milky`,
      yellow !== 'none' && `${yellow} yellow`,
    ].filter((w) => w !== false);
    seen.push(words.length > 0 ? `plasma: ${words.join(', ')}` : 'plasma: clear, straw-colored');
  }
  if (looks.strands) seen.push('strands in the serum');
  const cold = tube.stays.at(-1);
  if (cold && cold.celsius <= 8) seen.push('it came on ice');
  else if (cold && cold.celsius >= 30) seen.push('it is warm');
  return seen;
}

/** What two wooden sticks bring up. */
export function clotSeen(tube: Tube): string {
  const { clot } = looksOf(tube);
  return clot === 'none' ? 'sticks: no clot' : `sticks: ${clot} clot`;
}
