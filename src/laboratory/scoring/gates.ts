import { keyOf, type Specimen } from '../lis/index.ts';
import type { Shift } from '../shift/index.ts';
import { behind, containerOf, critical } from './truth.ts';

/** What caps a shift at 59, whatever the rest was. G2 belongs to the blood bank. */
export type Gate = { id: 'G1' | 'G3' | 'G4' | 'G5' | 'G6' | 'G7' | 'G8'; says: string; seq: number };

const TITLES = {
  G1: 'a result went out on the wrong patient',
  G3: 'patients were released on a rejected run',
  G4: 'a critical result was not called, or not read back',
  G5: 'an unlabeled tube of blood was labeled',
  G6: 'a record was altered',
  G7: 'something beyond your authority reached a patient',
  G8: 'a report known to be wrong was not corrected',
} as const;

export function gatesOf(shift: Shift): Gate[] {
  const gates: Gate[] = [];
  const { events, lis } = shift.ledger;
  const add = (id: Gate['id'], what: string, seq: number) =>
    gates.push({ id, says: `${TITLES[id]}: ${what}`, seq });
  for (const e of events) {
    if (e.at < shift.opens) continue;
    if (e.type === 'Released' && e.actor.id === 'you') {
      const container = containerOf(shift, e.accession);
      if (container && container.tube.of !== behind(shift, e.accession, e.test).patient.id)
        add('G1', `${e.test} of ${e.accession}`, e.seq);
    }
    if (
      e.type === 'Labelled' &&
      e.how === 'relabelled' &&
      shift.containers.get(e.container)?.tube.history.some((o) => o.did === 'unlabel') &&
      !byException(lis.specimens.get(e.accession)?.state)
    )
      add('G5', e.container, e.seq);
    if (e.type === 'HoldLifted' && e.outside) add('G7', `${e.test} of ${e.accession}: ${e.hold}`, e.seq);
    if (e.type === 'HoldLifted' && e.hold === 'quality' && onRejectedRun(shift, e.accession, e.test))
      add('G3', `${e.test} of ${e.accession}`, e.seq);
  }
  for (const call of lis.calls.values()) {
    const { truth } = behind(shift, call.accession, call.test);
    if (call.state.status !== 'done' && truth !== null && critical(shift, call.test, truth))
      add('G4', `${call.test} of ${call.accession}`, events.length);
  }
  for (const look of lis.lookBacks)
    if (look.closed === null && look.results.length > 0)
      add('G8', `${look.analyte} on ${look.analyzer}: nobody looked back`, events.length);
  return gates;
}

/** Its collector signed for it, and a pathologist agreed: then it is labeled. */
const byException = (state: Specimen['state'] | undefined): boolean =>
  state?.status === 'accepted' && state.exception !== null;

/** Was it let out though the run it was measured in was bad, and never measured again? */
function onRejectedRun(shift: Shift, accession: string, test: string): boolean {
  const result = shift.ledger.lis.results.get(keyOf(accession, test));
  const rejected = shift.ledger.events.findLast((e) => e.type === 'QcRejected' && e.analyte === test);
  const reading = result?.readings.find((r) => r.n === result.chosen);
  return (
    rejected !== undefined &&
    reading !== undefined &&
    reading.at <= rejected.at &&
    shift.sealed.has(`${accession}/${test}/${reading.n}`) &&
    result?.lifted.some((l) => l.outside) === true
  );
}
