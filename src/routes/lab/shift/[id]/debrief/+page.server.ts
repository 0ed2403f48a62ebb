import { DOMAIN_NAMES, DOMAINS, type Domain } from '#laboratory/scoring/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { app, laboratory } from '../../../../../app.server.ts';
import { cardOf } from '../../../scenarios.server.ts';
import { debriefAt } from './debrief.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { running, debrief } = await debriefAt(event);
  const { scenario, catalog } = running.shift;
  const name = (test: string) => catalog.analytes.get(test)?.name ?? test;
  const decimals = (test: string) => catalog.analytes.get(test)?.decimals ?? 1;
  const { code, name: called } = cardOf(await laboratory(), scenario);
  const faults = new Set(debrief.tubes.flatMap((t) => t.befell.flatMap((b) => b.fault ?? [])));
  return {
    id: running.id,
    mode: running.mode,
    code,
    called,
    title: scenario.title,
    verified: running.verified,
    deeds: running.number,
    patients: debrief.patients,
    mattered: debrief.mattered,
    teaches: debrief.teaches,
    cite: debrief.cite,
    confidence: debrief.confidence,
    sources: citedIn(app().library.sources, { cite: debrief.cite }),
    faults: [...faults].flatMap((id) => catalog.faults.get(id) ?? []).map(({ id, name: what, clue, gold }) => ({ id, what, clue, gold })), // prettier-ignore
    tubes: debrief.tubes.map((t) => ({
      ...t,
      values: t.values
        .filter((v) => v.truth !== null)
        .map((v) => ({
          name: name(v.test),
          truth: v.truth === null ? '' : v.truth.toFixed(decimals(v.test)),
          reported: v.reported === null ? '' : String(v.reported),
          unit: catalog.analytes.get(v.test)?.unit ?? null,
        })),
    })),
    score: { value: debrief.score.score, harm: debrief.score.harm, naive: debrief.score.naive, gold: debrief.score.gold }, // prettier-ignore
    gates: debrief.score.gates.map((g) => ({ id: g.id, says: g.says })),
    domains: (Object.keys(DOMAINS) as Domain[]).map((d) => ({ name: DOMAIN_NAMES[d], percent: debrief.profile[d] })), // prettier-ignore
    decisions: debrief.decisions,
    detection: debrief.detection,
    passed: debrief.passed,
    commitment: debrief.truthCommitment,
    holds: debrief.commitmentHolds,
    seed: debrief.seed,
  };
};
