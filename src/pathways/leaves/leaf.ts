import type { Day } from '#kernel/dates.ts';
import type { Facts } from '../facts.ts';
import type { Log } from '../note.ts';
import type { V } from '../verdict.ts';

/**
 * When and where a rule is applied. `state` overrides where the person lives (a plan may lead elsewhere).
 * `seekingLicense`: the rule asked about is a state license that points to a federal role; the role's own "and the
 * state's license" must not be asked back, or nobody could ever get the first one.
 */
export type At = { on: Day; state: string | null; seekingLicense?: boolean };

/** A leaf made ready: judges the facts, and when handed a log says what it used and why. */
export type LeafTest = (facts: Facts, at: At, log?: Log) => V;
