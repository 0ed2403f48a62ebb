import { ask, comment, doNotReport, drawAgain, rerun } from '../deeds.ts';
import { chosen, type Evidence } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

/** Seconds: longer than what a deficiency makes of an aPTT in somebody who does not bleed. */
const VERY_LONG = 70;
/** Upper ends of the thrombin and reptilase times' reference intervals, seconds. */
const THROMBIN = 20;
const REPTILASE = 22;
const CLOTTING = ['pt', 'inr', 'aptt', 'fib', 'tt', 'rept'];

const find = (family: string, because: string, does: Finding['does']): Finding => ({ family, because, does });

/** A very long aPTT in somebody without heparin: a long thrombin time with a normal reptilase time is heparin of a line. */
export const heparinInTube: Detector = (seen) => {
  const aptt = seen.value('aptt');
  const open = seen.observed.some((r) => CLOTTING.includes(r.test));
  if (!seen.container || !open || aptt === null || aptt < VERY_LONG) return null;
  const medicines = seen.asked('medicines');
  if (medicines === null)
    return find('F16', `an aPTT of ${aptt} s: do they get heparin?`, ask(seen, 'medicines'));
  if (/heparin/i.test(medicines)) return explained(seen);
  if (seen.asked('draw') === null) return find('F16', 'no heparin is given: how was it drawn?', ask(seen, 'draw'));
  const has = (test: string) => seen.results.find((r) => r.test === test);
  if (!has('tt') || !has('rept'))
    return find('F16', 'thrombin and reptilase time tell heparin from everything else', {
      deed: 'lis',
      command: { do: 'add on', accession: seen.accession, tests: ['tt', 'rept'].filter((t) => !has(t)) },
    });
  const unread = ['tt', 'rept'].filter((t) => has(t)!.state.status === 'pending');
  if (unread.length > 0)
    return find('F16', 'the plasma is still there', rerun(seen, 'coag1', unread));
  const [thrombin, reptilase] = ['tt', 'rept'].map((t) => chosen(has(t)!)?.value ?? 0);
  if (thrombin! <= THROMBIN || reptilase! > REPTILASE) return null;
  if (seen.specimen.again === null)
    return find(
      'F16',
      `thrombin time ${thrombin} s, reptilase time ${reptilase} s: there is heparin in the tube, and none in the patient`,
      drawAgain(seen, seen.specimen.tests.filter((t) => t !== 'tt' && t !== 'rept')),
    ); // prettier-ignore
  const bad = seen.observed.find((r) => CLOTTING.includes(r.test))!;
  return find('F16', 'what heparin lengthened in the tube says nothing of the patient', doNotReport(seen, bad.test, 'drawn again already: heparin in the tube'));
}; // prettier-ignore

function explained(seen: Evidence): Finding | null {
  const result = seen.observed.find((r) => r.test === 'aptt');
  if (!result || result.comments.some((c) => c.startsWith('On heparin'))) return null;
  return find('decoy', 'the heparin drip explains it', comment(seen, 'aptt', 'On heparin.'));
}
