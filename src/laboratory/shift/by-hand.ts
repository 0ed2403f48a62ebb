import { atHand } from './at-hand.ts';
import { accessionFault, isRefusal, type Refusal } from '../lis/index.ts';
import {
  aliquot,
  clearFibrin,
  clearLipid,
  labelOf,
  neutralizeHeparin,
  removeBiotin,
  turned,
  yields,
  type Tube,
} from '../world/index.ts';
import { typed, type Doing, type Outcome } from './doing.ts';
import { schedule } from './queue.ts';
import { differentialDeed, note, slideDeed } from './microscope.ts';
import { benchTestDeed, sedimentDeed } from './urine-bench.ts';
import { calculateDeed, fileDifferentialDeed } from './worked-out.ts';
import { clotSeen, sightsOf } from './sights.ts';
import type { Container, Shift } from './shift.ts';

const refuse = (refused: string): Refusal => ({ kind: 'state', refused });

const TREATMENTS: { [how: string]: { does: (tube: Tube) => Tube; says: string } } = {
  mix: { does: turned, says: 'turned over ten times' },
  'clear fibrin': { does: clearFibrin, says: 'strands taken out with a stick, spun again' },
  'clear lipid': { does: clearLipid, says: 'spun in the ultracentrifuge; the fat stands on top' },
  'neutralize heparin': { does: neutralizeHeparin, says: 'heparinase added' },
  'remove biotin': { does: removeBiotin, says: 'biotin taken out with particles of streptavidin' },
};

export const handDeeds: Doing = {
  look: (shift, { container: id }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    found.seen = [
      ...new Set([
        ...sightsOf(found.tube, shift.catalog),
        ...(found.seen ?? []).filter((s) => s.startsWith('sticks')),
      ]),
    ];
    const done = typed(shift, { do: 'inspect', container: id, accession: found.accession, sees: found.seen });
    return isRefusal(done) ? done : { ...done, says: found.seen.join('; ') };
  },
  sticks: (shift, { container: id }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    const seen = clotSeen(found.tube);
    found.seen = [...(found.seen ?? []).filter((s) => !s.startsWith('sticks')), seen];
    const done = typed(shift, { do: 'inspect', container: id, accession: found.accession, sees: found.seen });
    return isRefusal(done) ? done : { ...done, says: seen };
  },
  scan: (shift, { container: id }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    const code = found.tube.label?.accession;
    if (!code) return refuse('there is no bar code on it');
    return identify(shift, found, code);
  },
  'type accession': (shift, { container: id, accession }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    const fault = accessionFault(accession, shift.rules.accession);
    if (fault) return { kind: 'input', refused: `${accession}: ${fault}` };
    return identify(shift, found, accession);
  },
  label: (shift, { container: id, accession }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    const specimen = shift.ledger.lis.specimens.get(accession);
    if (!specimen) return { kind: 'unknown', refused: `there is no specimen ${accession}` };
    const identity = shift.ledger.lis.identities.get(specimen.mrn)!;
    found.tube = { ...found.tube, label: labelOf(identity, accession) };
    found.seen = null;
    const done = typed(shift, { do: 'label', container: id, accession, how: 'relabelled' });
    return isRefusal(done) ? done : { ...done, says: `${id} now has the label of ${accession}` };
  },
  spin: (shift, { containers }) => {
    const found = containers.map((id) => atHand(shift, id));
    const no = found.find(isRefusal);
    if (no) return no;
    const all = found as Container[];
    const not = all.find(
      (c) => !shift.catalog.tubes.get(c.tube.kind)?.spin && c.tube.kind !== 'gray' && c.tube.kind !== 'ucup',
    );
    if (not) return refuse(`${not.id} is not to be spun`);
    const longest = Math.max(...all.map((c) => shift.catalog.tubes.get(c.tube.kind)?.spin?.minutes ?? 5));
    for (const c of all) c.spinning = true;
    schedule(shift, shift.now + 60 + longest * 60, { what: 'spun', containers: [...containers] });
    const events = all.flatMap((c) => {
      if (!c.accession) return [];
      const done = typed(shift, {
        do: 'spin',
        accession: c.accession,
        program: c.tube.kind,
        minutes: longest,
      });
      return isRefusal(done) ? [] : done.events;
    });
    return { says: `spinning for ${longest} minutes`, events };
  },
  'pour off': (shift, { container: id }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    if (found.tube.spunAt === null && found.tube.separatedAt === null) return refuse('it was not spun yet');
    if (!found.accession) return refuse('scan it first: an aliquot carries the label of its tube');
    const made = `${id}a`;
    if (shift.containers.has(made)) return refuse('it was poured off already');
    shift.containers.set(made, {
      ...found,
      id: made,
      tube: aliquot(found.tube, made, yields(found.tube) * 0.8),
      seen: null,
      spinning: false,
    });
    const done = typed(shift, { do: 'aliquot', accession: found.accession, container: made });
    return isRefusal(done) ? done : { ...done, says: `${made}, labeled as ${found.accession}` };
  },
  treat: (shift, { container: id, how }) => {
    const found = atHand(shift, id);
    if (isRefusal(found)) return found;
    const treatment = TREATMENTS[how]!;
    if (how === 'clear fibrin' && found.tube.spunAt !== null && found.tube.separatedAt !== null) {
      // A gel tube is never spun twice; strands are taken out of what was poured off.
      if (!id.endsWith('a')) return refuse('pour it off first: a tube with gel is never spun again');
    }
    found.tube = treatment.does(found.tube);
    found.seen = null;
    return note(shift, id, 'treated', [`${treatment.says}.`]);
  },
  load: (shift, { analyzer, containers, tests, how }) => {
    const model = shift.fleet.find((m) => m.id === analyzer);
    if (!model) return { kind: 'unknown', refused: `there is no analyzer ${analyzer}` };
    const events = [];
    for (const id of containers) {
      const found = atHand(shift, id);
      if (isRefusal(found)) return found;
      if (!model.takes.includes(found.tube.kind))
        return refuse(
          `${model.name} takes no ${shift.catalog.tubes.get(found.tube.kind)?.cap ?? found.tube.kind} tube`,
        );
      if (!found.accession) return refuse(`${id} has no accession: scan it first`);
      const plasma = model.id === 'chem1' || model.id === 'coag1';
      if (
        plasma &&
        found.tube.spunAt === null &&
        found.tube.separatedAt === null &&
        !['lav', 'csft'].includes(found.tube.kind)
      )
        return refuse(`${id} is not spun`);
      const wanted =
        tests ??
        shift.ledger.lis.specimens.get(found.accession)?.tests.filter((t) => model.measures.has(t)) ??
        [];
      const done = typed(shift, {
        do: 'load',
        analyzer,
        accession: found.accession,
        tests: wanted,
        method: how ?? null,
      });
      if (isRefusal(done)) return done;
      events.push(...done.events);
      for (const test of wanted) {
        const result = shift.ledger.lis.results.get(`${found.accession}/${test}`);
        if (!result || result.readings.length === 0) continue;
        const again = typed(shift, {
          do: 'rerun',
          accession: found.accession,
          test,
          method: how ?? 'repeat',
          why: how ?? 'repeat',
        });
        if (!isRefusal(again)) events.push(...again.events);
      }
      found.place = 'analyzer';
    }
    schedule(shift, shift.now + model.minutes * 60 + 30 * (containers.length - 1), {
      what: 'measured',
      analyzer,
      containers: [...containers],
      tests: tests ?? null,
      how: how ?? null,
    });
    return {
      says: `${containers.length} on ${model.name}; results in about ${model.minutes} minutes`,
      events,
    };
  },
  slide: slideDeed,
  differential: differentialDeed,
  'file differential': fileDifferentialDeed,
  calculate: calculateDeed,
  sediment: sedimentDeed,
  'bench test': benchTestDeed,
};

/** The LIS meets a container under an accession: it has arrived. */
function identify(shift: Shift, found: Container, accession: string): Outcome | Refusal {
  const done = typed(shift, { do: 'scan', container: found.id, scanned: accession });
  if (isRefusal(done)) return done;
  if (done.events.some((e) => e.type === 'ScanMismatched'))
    return { ...done, says: `${accession} is no order here` };
  found.accession = accession;
  return { ...done, says: `${accession}` };
}
