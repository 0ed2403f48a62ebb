import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { hiddenOf, SURE, type Made, type Shift } from '../shift/index.ts';
import { amountOf, commitment, type HiddenWorld } from '../world/index.ts';
import { openShift } from '../shift/index.ts';
import { withGoldFor } from './counterfactual.ts';
import type { Decision } from './decision.ts';
import { decisionsOf } from './decisions.ts';
import { detectionOf, type Detection } from './detection.ts';
import { passes, profileOf, type Profile } from './domains.ts';
import type { Harm } from './harm.ts';
import { runRobot } from './robots.ts';
import { scoreOf, yardstick, type Score } from './score.ts';
import { behind, containerOf } from './truth.ts';

/** A decision that mattered, with what replaying that one as gold changes. */
export type Mattered = Decision & { harmSaved: number; visible: string[] };

/** What a learner is told when a shift is over, in this order. */
export type Debrief = {
  patients: { name: string; mrn: string; happened: string[]; harm: number }[];
  mattered: Mattered[];
  teaches: string;
  cite: ScenarioEntry['cite'];
  confidence: ScenarioEntry['confidence'];
  /** True tube beside observed tube. */
  tubes: {
    container: string;
    accession: string;
    cap: string;
    of: string;
    labeled: string;
    befell: { did: string; fault: string | null }[];
    values: { test: string; truth: number | null; reported: number | string | null }[];
  }[];
  score: Score;
  profile: Profile;
  decisions: Decision[];
  detection: Detection;
  /** How well what you said of yourself fits: 0 = always sure and right, 0.25 = no better than a coin. Feedback only. */
  brier: { asked: number; score: number } | null;
  passed: boolean;
  seed: string;
  truthCommitment: string;
  /** True when the world that is revealed is the one that was committed. */
  commitmentHolds: boolean;
  world: HiddenWorld;
};

/** Made from a finished shift alone: the robots play the same seed, and your own log is replayed. */
export function debriefOf(shift: Shift, scenario: ScenarioEntry, made: Made): Debrief {
  const gold = runRobot(scenario, shift.seed, 'gold', made);
  const score = scoreOf(shift, yardstick(scenario, shift.seed, made));
  const decisions = decisionsOf(shift, gold);
  const profile = profileOf(decisions);
  const opening = hiddenOf(openShift(scenario, shift.seed, made));
  return {
    patients: patientsOf(shift, score.harms),
    mattered: matteredMost(shift, decisions, score.harms, made),
    teaches: scenario.teaches,
    cite: scenario.cite,
    confidence: scenario.confidence,
    tubes: tubesOf(shift),
    score,
    profile,
    decisions,
    detection: detectionOf(shift),
    brier: brierOf(shift, decisions),
    passed: passes(score.score, score.gates.length, profile),
    seed: shift.seed,
    truthCommitment: shift.commitment,
    commitmentHolds: commitment(opening) === shift.commitment,
    world: opening,
  };
}

function brierOf(shift: Shift, decisions: readonly Decision[]): Debrief['brier'] {
  const parts = [...shift.sure].flatMap(([accession, sure]) => {
    const its = decisions.filter(
      (d) => d.subject === accession && (d.domain === 'identity' || d.domain === 'judgement'),
    );
    return its.length === 0 ? [] : [(SURE[sure] - (its.every((d) => d.credit === 1) ? 1 : 0)) ** 2];
  });
  return parts.length === 0
    ? null
    : {
        asked: parts.length,
        score: Math.round((parts.reduce((a, b) => a + b) / parts.length) * 1000) / 1000,
      };
}

function patientsOf(shift: Shift, harms: readonly Harm[]): Debrief['patients'] {
  const own = [...shift.patients.values()].filter(
    (p) => harms.some((h) => h.patient === p.id) || !/^c\d+$/.test(p.id),
  );
  return own.map((p) => {
    const its = harms.filter((h) => h.patient === p.id && h.points > 0);
    return {
      name: `${p.family}, ${p.given}`,
      mrn: p.mrn,
      happened: its.length > 0 ? its.map((h) => h.says) : ['Nothing went wrong for them.'],
      harm: its.reduce((n, h) => n + h.points, 0),
    };
  });
}

/** The three decisions that mattered most: those whose subject, tended as gold, takes most harm away. */
function matteredMost(
  shift: Shift,
  decisions: readonly Decision[],
  harms: readonly Harm[],
  made: Made,
): Mattered[] {
  const weight = (d: Decision) =>
    harms.filter((h) => h.accession === d.subject).reduce((n, h) => n + h.points, 0);
  const worst = decisions
    .filter((d) => d.credit < 1)
    .sort((a, b) => weight(b) - weight(a) || a.credit - b.credit);
  const subjects = [...new Set(worst.map((d) => d.subject))].slice(0, 5);
  const saved = new Map(
    subjects.map((s) => [s, shift.ledger.lis.specimens.has(s) ? withGoldFor(shift, s, made) : 0]),
  );
  return subjects
    .map((s) => worst.find((d) => d.subject === s)!)
    .map((d) => ({ ...d, harmSaved: saved.get(d.subject) ?? 0, visible: visibleAt(shift, d.subject) }))
    .sort((a, b) => b.harmSaved - a.harmSaved || a.credit - b.credit)
    .slice(0, 3);
}

/** What could be seen of it: sights, alarms, holds, answers. */
function visibleAt(shift: Shift, subject: string): string[] {
  const container = containerOf(shift, subject);
  const order = shift.ledger.lis.specimens.get(subject)?.order ?? '';
  const holds = shift.ledger.events.flatMap((e) =>
    e.type === 'AutoHeld' && e.accession === subject ? e.holds.map((h) => h.says) : [],
  );
  const flags = shift.ledger.events.flatMap((e) =>
    e.type === 'RuleFlagged' && e.at >= shift.opens && `${e.analyzer}/${e.analyte}` === subject
      ? [`run ${e.run} breaks ${e.rule}`]
      : [],
  );
  const notes = shift.notes
    .filter((n) => n.about === container?.id || n.about === subject)
    .flatMap((n) => n.says.slice(0, 2));
  const answers = [...shift.asked].flatMap(([k, v]) =>
    order !== '' && k.startsWith(`${order}/`) ? [v] : [],
  );
  const looked = shift.ledger.events.flatMap((e) =>
    e.type === 'Inspected' && e.container === container?.id ? e.sees : [],
  );
  return [...new Set([...looked, ...holds, ...flags, ...notes, ...answers])].slice(0, 12);
}

function tubesOf(shift: Shift): Debrief['tubes'] {
  return [...shift.containers.values()]
    .filter((c) => c.tube.history.length > 0)
    .map((c) => {
      const { patient } = behind(shift, c.planned, '');
      const of = shift.patients.get(c.tube.of);
      const tests = shift.ledger.lis.specimens.get(c.planned)?.tests ?? [];
      return {
        container: c.id,
        accession: c.planned,
        cap: shift.catalog.tubes.get(c.tube.kind)?.cap ?? c.tube.kind,
        of: of ? `${of.family}, ${of.given}` : c.tube.of,
        labeled: `${patient.family}, ${patient.given}`,
        befell: c.tube.history.map((o) => ({ did: told(o), fault: o.fault ?? null })),
        values: tests.map((test) => {
          const result = shift.ledger.lis.results.get(`${c.planned}/${test}`);
          const last = result?.readings.at(-1);
          return {
            test,
            truth: amountOf(c.tube.drawn, test, c.tube.person),
            reported: last ? (last.value ?? last.text) : null,
          };
        }),
      };
    });
}

function told(
  o: Shift['containers'] extends Map<string, infer C>
    ? C extends { tube: { history: readonly (infer O)[] } }
      ? O
      : never
    : never,
): string {
  switch (o.did) {
    case 'mix':
      return `${Math.round(o.fraction * 100)} % of ${o.fluid} in it`;
    case 'addEdta':
      return `${Math.round(o.fraction * 100)} % from an EDTA tube`;
    case 'hemolyse':
      return `${o.gramsPerLiter} g/L of hemoglobin ${o.inBody ? 'from red cells that broke in the body' : 'from red cells that broke in the tube'}`;
    case 'fill':
      return `filled to ${Math.round(o.fraction * 100)} %`;
    case 'heparin':
      return `${o.unitsPerMl} U/mL of heparin from a line`;
    case 'clot':
      return `${Math.round(o.fraction * 100)} % clotted`;
    case 'fibrin':
      return 'strands of fibrin';
    case 'stand':
      return `stood ${Math.round(o.seconds / 60)} minutes at ${o.celsius} °C`;
    case 'expose':
      return `${Math.round(o.seconds / 60)} minutes in the light`;
    case 'evaporate':
      return `${Math.round(o.fraction * 100)} % of its water gone`;
    case 'swapIdentity':
      return 'the blood of somebody else';
    case 'unlabel':
      return 'no label';
    case 'mislabel':
      return `another ${o.what} on the label`;
  }
}
