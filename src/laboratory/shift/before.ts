import { record, wouldReject } from '../lis/index.ts';
import { draw, labelOf, measure, under } from '../world/index.ts';
import { applyChange, noteChange } from './changes.ts';
import { expected } from './materials.ts';
import { command } from './command.ts';
import type { Shift } from './shift.ts';

const MINUTE = 60;
const DAY = 86_400;

/** Means on file, the days of control runs that the scenario asks for, and this morning's run of everything else. */
export function morningControls(shift: Shift): void {
  const days = Math.max(0, ...shift.scenario.controls.map((c) => c.days));
  const earliest = Math.min(
    -days * DAY,
    ...shift.scenario.earlier.map((e) => e.drawn * MINUTE),
    ...shift.scenario.orders.map((o) => (o.drawn - 10) * MINUTE),
  );
  assignMeans(shift, earliest - 3600);
  const changes = [...shift.scenario.analyzers].filter((c) => c.at <= 0).sort((a, b) => a.at - b.at);
  const sound = { instruments: new Map(shift.instruments), controls: new Map(shift.controls) };
  const runs: { at: number; analyzer: string; analytes: readonly string[] }[] = [];
  for (const { analyzer, analytes, days: n, perDay } of shift.scenario.controls)
    for (let d = n; d >= 1; d--)
      for (let k = 0; k < perDay; k++)
        runs.push({ at: -d * DAY + (k * DAY) / perDay + 3600, analyzer, analytes });
  for (const model of shift.fleet) {
    const analytes = [...model.measures].filter((a) => shift.rules.needsControls(a));
    if (model.levels.length > 0 && analytes.length > 0)
      runs.push({ at: -45 * MINUTE, analyzer: model.id, analytes });
  }
  runs.sort((a, b) => a.at - b.at);
  for (const run of runs) {
    while (changes[0] && changes[0].at * MINUTE <= run.at) {
      noteChange(shift, changes[0], Math.max(changes[0].at * MINUTE, shift.ledger.lis.now - shift.opens));
      applyChange(shift, changes.shift()!);
    }
    runControls(shift, run.analyzer, run.analytes, run.at);
  }
  // What changes before the shift opens is applied in order again, with everything else, by `openShift`.
  shift.instruments = sound.instruments;
  shift.controls = sound.controls;
}

function assignMeans(shift: Shift, at: number): void {
  for (const model of shift.fleet)
    for (const analyte of model.measures) {
      if (!shift.rules.needsControls(analyte)) continue;
      const materials = materialsFor(shift, model.id).flatMap((control) => {
        const limits = expected(control, analyte, shift.catalog);
        return limits ? [{ material: control.id, ...limits }] : [];
      });
      if (materials.length > 0)
        command(shift, { do: 'assign means', analyzer: model.id, analyte, lot: 'Q1', materials }, at);
    }
}

export const materialsFor = (shift: Shift, analyzer: string) =>
  [...shift.controls.values()].filter((c) => c.id.startsWith(`${analyzer.toUpperCase()}-L`));

/** The how many-th measurement of something this is, counted on. */
export function repeatOf(shift: Shift, key: string): number {
  const n = shift.repeats.get(key) ?? 0;
  shift.repeats.set(key, n + 1);
  return n;
}

/**
 * A control run of before the shift. A false alarm was dealt with by the people of that day: the run on file is the one that was accepted
 * after it; where none was, none is.
 */
function runControls(shift: Shift, analyzer: string, analytes: readonly string[], at: number): void {
  for (const analyte of analytes) {
    const channel = () => shift.ledger.lis.channels.get(`${analyzer}/${analyte}`);
    if (!channel()) continue;
    for (let attempt = 0; attempt < 8; attempt++) {
      const points = controlPoints(shift, analyzer, analyte, at);
      if (wouldReject(shift.ledger.lis, { analyzer, analyte }, points, shift.rules)) continue;
      if (attempt < 7 && strays(shift, analyzer, analyte, points)) continue;
      command(shift, { do: 'control run', analyzer, analyte, points, message: null }, at);
      break;
    }
  }
}

export function controlPoints(shift: Shift, analyzer: string, analyte: string, at: number) {
  const instrument = shift.instruments.get(analyzer)!;
  return materialsFor(shift, analyzer).flatMap((control) => {
    const repeat = repeatOf(shift, `${control.lot}/${control.vial.id}/${control.id}/${analyte}`);
    const { value } = measure(instrument, analyte, control, { at, repeat }, shift.catalog, shift.stream);
    return value === null ? [] : [{ material: control.id, value }];
  });
}

/** Beyond 2 SD: of the many channels of a morning some always are, and none of that is what a scenario is about. */
function strays(
  shift: Shift,
  analyzer: string,
  analyte: string,
  points: readonly { material: string; value: number }[],
): boolean {
  const means = shift.ledger.lis.channels.get(`${analyzer}/${analyte}`)!.means;
  if (shift.scenario.controls.some((c) => c.analyzer === analyzer && c.analytes.includes(analyte)))
    return false;
  return points.some(({ material, value }) => {
    const m = means.get(material);
    return m !== undefined && Math.abs(value - m.mean) > 2 * m.sd;
  });
}

/** Results of draws before the shift, as they were reported: true but for scatter. */
export function fileEarlier(shift: Shift): void {
  const sorted = [...shift.scenario.earlier].sort((a, b) => a.drawn - b.drawn);
  for (const [n, { patient: id, tests, drawn }] of sorted.entries()) {
    const patient = shift.patients.get(id);
    if (!patient) throw new Error(`${shift.scenario.id}: an earlier draw is of nobody`);
    const { mrn, family, given, born, sex } = patient;
    const at = Math.max(drawn * MINUTE, shift.ledger.lis.now - shift.opens);
    const [ordered] = command(
      shift,
      {
        do: 'order',
        identity: { mrn, family, given, born, sex },
        tests,
        priority: 'routine',
        ward: patient.ward,
      },
      at,
      { id: 'EHR', role: 'sender' },
    );
    if (ordered?.type !== 'OrderReceived') continue;
    const values = shift.timelines.get(id)!(drawn * MINUTE);
    for (const { accession, tube: kind, tests: analytes } of ordered.specimens) {
      const container = `E${n + 1}-${kind}`;
      command(
        shift,
        { do: 'collected', accession, collectedAt: shift.opens + drawn * MINUTE, collector: patient.ward },
        at,
        { id: patient.ward, role: 'sender' },
      );
      const tube = draw(
        patient,
        values,
        { id: container, kind, at: drawn * MINUTE, label: labelOf(patient, accession) },
        { catalog: shift.catalog, stream: under(shift.stream, 'draw') },
      );
      const spun = { ...tube, separatedAt: drawn * MINUTE };
      const happened = analytes.flatMap((analyte) => {
        const model = shift.fleet.find((m) => m.measures.has(analyte) && m.takes.includes(kind));
        if (!model) return [];
        const found = measure(
          shift.instruments.get(model.id)!,
          analyte,
          spun,
          { at: drawn * MINUTE, repeat: 0 },
          shift.catalog,
          shift.stream,
        );
        if (found.value === null && found.text === null) return [];
        const reading = {
          n: 1,
          // Measured then, though the line of it stands after this morning's controls.
          at: shift.opens + Math.round(drawn * MINUTE),
          by: model.id,
          value: found.value,
          text: found.text,
          beyond: found.beyond,
          alarms: [],
          method: null,
          manual: false,
          message: null,
        };
        return [
          {
            type: 'Observed' as const,
            accession,
            test: analyte,
            reading,
            analyzer: model.id,
            run: null,
            key: null,
          },
          { type: 'Verified' as const, accession, test: analyte },
          {
            type: 'Released' as const,
            accession,
            test: analyte,
            version: 1,
            reading: 1,
            flag: null,
            comments: [],
          },
        ];
      });
      const asking = {
        by: { id: 'lis', role: 'system' as const },
        at: shift.opens + Math.round(at),
        station: 'lis',
      };
      record(
        shift.ledger,
        [
          { type: 'Arrived', accession, container },
          { type: 'Accepted', accession, container },
          ...happened,
          { type: 'Stored', accession, place: 'archive' },
        ],
        asking,
        shift.rules,
      );
    }
  }
}
