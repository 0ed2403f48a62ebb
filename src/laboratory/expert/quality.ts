import type { View } from '../shift/index.ts';
import type { Finding } from './finding.ts';

/** What control runs ask for. */
export function quality(view: View): Finding | null {
  const held = view.channels.find((c) => c.state.status === 'held');
  return held ? null : null;
}
