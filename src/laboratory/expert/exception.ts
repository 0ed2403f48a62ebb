import type { SeenContainer, View } from '../shift/index.ts';
import { ask, escalate, hasEscalated } from './deeds.ts';
import { evidenceOf } from './evidence.ts';
import type { Finding } from './finding.ts';

const find = (because: string, does: Finding['does']): Finding => ({ family: 'F01', because, does });

/** Kinds of specimen that cannot be had again: policy lets them in without a label, by a signed exception. Never blood. */
export const isPrecious = (kind: string): boolean => kind === 'csft';

/**
 * What is asked before one without a label is taken in: who drew it says so, a pathologist agrees, and both are written down. Null =
 * an answer is on its way, or it is in; `turn away` = they did not agree.
 */
export function exception(
  container: SeenContainer,
  accession: string,
  view: View,
): Finding | 'turn away' | null {
  const seen = evidenceOf(view, accession);
  const { status } = seen.specimen.state;
  if (status !== 'expected' && status !== 'arrived') return null;
  const statement = seen.asked('draw');
  if (statement === null)
    return find('it cannot be had again: whoever drew it says what it is', ask(seen, 'draw'));
  const asked = hasEscalated(seen, view);
  if (asked === 'no')
    return find(
      'only a pathologist takes in what has no label',
      escalate(
        seen,
        'pathologist',
        `${container.cap} without a label, cannot be had again`,
        `who drew it says: ${statement}`,
        'agreement to the written exception',
      ),
    );
  if (asked === 'refused') return 'turn away';
  if (asked === 'waiting') return null;
  if (container.accession === null)
    return find('it can only be the one that is missing', {
      deed: 'type accession',
      container: container.id,
      accession,
    });
  return find('who drew it signs for it, and a pathologist agreed', {
    deed: 'lis',
    command: {
      do: 'accept with exception',
      accession,
      container: container.id,
      attested: `${seen.order.ward}: ${statement}`,
      approved: 'pathologist',
    },
  });
}
