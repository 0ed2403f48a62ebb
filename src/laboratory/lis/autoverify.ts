import { mayRelease } from '../quality/index.ts';
import { inMs } from './channel.ts';
import { deltaBroken, multivariate, priorOf } from './delta.ts';
import type { Hold } from './event.ts';
import { isCritical } from './flags.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Result } from './state.ts';

const channelKey = (analyzer: string, analyte: string): string => `${analyzer}/${analyte}`;
const HOUR = 3600;

/** The reading that is to be reported. */
export const chosenReading = (result: Result) => result.readings.find((r) => r.n === result.chosen) ?? null;
const valueOf = (result: Result): number | null => chosenReading(result)?.value ?? null;

/** Quality control at the moment of measuring, by the quality room: null = it stands behind the result, else the sentence. */
export function qualityFault(lis: Lis, result: Result, rules: Rules): string | null {
  if (!rules.needsControls(result.test) || result.analyzer === null) return null;
  const channel = lis.channels.get(channelKey(result.analyzer, result.test));
  const name = rules.analytes.get(result.test)?.name ?? result.test;
  const where = `${name} on ${result.analyzer}`;
  const reading = chosenReading(result);
  if (!channel || channel.state.status === 'unknown' || !reading)
    return `no control run of ${where} is on file`;
  const answer = mayRelease(channel.control, { measuredAt: inMs(reading.at), lot: '' });
  if (answer.may) return null;
  if (answer.why === 'held')
    return channel.control.hold!.rules.length > 0
      ? `control run ${channel.control.hold!.run} of ${where} was rejected`
      : `${where} was stopped`;
  if (answer.why === 'look-back')
    return `it was measured while ${where} was in doubt, and the look-back is open`;
  const hours = rules.controlHours(result.test);
  const age = channel.control.spans.findLast((s) => s.lastGood.at <= inMs(reading.at));
  return age && reading.at - age.lastGood.at / 1000 > hours * HOUR
    ? `the last good control run of ${name} is older than ${hours} h`
    : `no good control run of ${where} since the last change (${channel.changes.at(-1)?.what ?? 'of its means'})`;
}

/** Every reason why a result does not go out by itself, in the order of the policy's gates. None = it is safe to go. */
export function holdsOf(lis: Lis, result: Result, rules: Rules): Hold[] {
  const analyte = rules.analytes.get(result.test);
  const reading = chosenReading(result);
  const specimen = lis.specimens.get(result.accession);
  if (!analyte || !reading || !specimen)
    throw new Error(`nothing to judge at ${keyOf(result.accession, result.test)}`);
  const holds: Hold[] = [];
  const hold = (kind: Hold['kind'], id: string, says: string | null) => {
    if (says !== null) holds.push({ id, kind, says });
  };
  const siblings = specimen.tests
    .map((test) => lis.results.get(keyOf(result.accession, test))!)
    .filter((r) => r.state.status !== 'not-reported');
  const values = new Map(
    siblings.flatMap((r) => (valueOf(r) === null ? [] : [[r.test, valueOf(r)!] as const])),
  );
  const drawn = specimen.collectedAt ?? reading.at;

  if (!reading.manual) hold('quality', 'quality', qualityFault(lis, result, rules));
  const parts = rules.calculated.get(result.test)?.parts ?? rules.madeOf.get(result.test) ?? [];
  for (const part of siblings.filter((r) => parts.includes(r.test) && chosenReading(r) !== null)) {
    const bad = holdsOf(lis, part, rules).find((h) => ['quality', 'index', 'range'].includes(h.kind));
    if (bad)
      hold(
        bad.kind,
        `part:${part.test}`,
        `it is worked out of ${rules.analytes.get(part.test)?.name ?? part.test}: ${bad.says}`,
      );
  }
  for (const alarm of reading.alarms)
    hold('alarm', `alarm:${alarm}`, `${result.analyzer ?? 'the analyzer'} says: ${alarm}`);
  for (const [index, limit] of Object.entries(rules.indexLimits.get(result.test) ?? {})) {
    const seen = values.get(index);
    const unit = rules.analytes.get(index)?.unit;
    if (seen !== undefined && seen > limit)
      hold(
        'index',
        `index:${index}`,
        `${rules.analytes.get(index)?.name ?? index} ${seen} ${unit ?? ''}; ${analyte.name} is held above ${limit}`,
      );
  }
  if (reading.value === null && reading.text === null)
    hold('range', 'no-value', 'the analyzer gave no value');
  if (reading.beyond)
    hold('range', 'beyond', `${reading.beyond}${reading.value}: beyond the measuring range`);
  if (isCritical(analyte, reading.value))
    hold(
      'critical',
      'critical',
      `${reading.value} ${analyte.unit ?? ''} is critical: look, release, and call`,
    );
  if (reading.value !== null) {
    const prior = priorOf(lis, result, drawn, analyte.delta?.hours ?? 0);
    hold('delta', 'delta', deltaBroken(analyte, prior, reading.value));
    const before = priorOf(lis, result, drawn, 24 * 90);
    const factor =
      before &&
      rules.factors.find((f) => before.value > 0 && Math.abs(reading.value! / before.value / f - 1) < 0.06);
    if (factor)
      hold(
        'factor',
        'factor',
        `${reading.value} is about ${factor} times ${before.value} of before: is the unit right?`,
      );
  }
  if (rules.multivariate.analytes.has(result.test))
    hold('delta', 'multivariate', multivariate(lis, siblings, valueOf, drawn, rules));
  for (const check of rules.checks)
    if ((check.wholeTube || check.uses.includes(result.test)) && check.broken(values) === true)
      hold('consistency', `check:${check.id}`, check.says);
  for (const review of rules.reviews)
    if (
      review.test === result.test &&
      review.asks(values, reading.alarms, priorOf(lis, result, drawn, 72) === null)
    )
      hold('review', `review:${review.id}`, review.says);
  if (reading.manual)
    hold('manual', 'manual', `typed by ${reading.by}: somebody else compares it with the printout`);
  if (specimen.held !== null) hold('specimen', 'specimen', `the specimen is held: ${specimen.held}`);
  if (specimen.state.status !== 'accepted' && specimen.state.status !== 'stored')
    hold('specimen', 'not-accepted', `the specimen is ${specimen.state.status}, not accepted`);
  return holds;
}
