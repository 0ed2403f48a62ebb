import { isRefusal, keyOf, type Call } from '../lis/index.ts';
import { below, under } from '../world/index.ts';
import { drawFor } from './arrivals.ts';
import type { Topic } from './deed.ts';
import { typed, type Doing } from './doing.ts';
import type { Shift } from './shift.ts';

const MINUTE = 60;

export const peopleDeeds: Doing = {
  'say how sure': (shift) =>
    shift.wondered === null ? { kind: 'state', refused: 'nobody asked' } : { says: '', events: [] },
  recollect: (shift, { accession, tests, told, tube, citrateFor }) => {
    const specimen = shift.ledger.lis.specimens.get(accession);
    const order = shift.scenario.orders.find(
      (o) => o.id === shift.ledger.lis.orders.get(specimen?.order ?? '')?.placer,
    );
    const done = typed(shift, { do: 'recollect', accession, tests, told, ...(tube ? { tube } : {}) });
    if (isRefusal(done)) return done;
    const asked = done.events.find((e) => e.type === 'RecollectRequested');
    if (!order || !asked || !specimen) return done;
    const stat = order.priority !== 'routine';
    const drawn = shift.now / MINUTE + (stat ? 8 : 15);
    // Whoever is told of a fault takes care: nothing befalls the new tube.
    drawFor(
      shift,
      {
        ...order,
        drawn,
        arrives: drawn + (stat ? 7 : 10),
        site: 'arm',
        on: order.on === 'warm' ? 'ice' : order.on,
        tubes: {},
      },
      { accession: asked.as, tube: tube ?? specimen.tube, tests: asked.tests },
      citrateFor,
    );
    return { ...done, says: `${told} will draw again; ${asked.as}` };
  },
  ask: (shift, { about, order: id }) => {
    const order = shift.ledger.lis.orders.get(id);
    const written = shift.scenario.orders.find((o) => o.id === order?.placer);
    const patient = written && shift.patients.get(written.patient);
    if (!order || !written || !patient) return { kind: 'unknown', refused: `there is no order ${id}` };
    const says = answerOf(shift, about, written.id);
    shift.asked.set(`${id}/${about}`, says);
    shift.talk.push({ at: shift.now, who: patient.ward, says, about: id });
    const events = about === 'treatment' ? noteTreatments(shift, patient.id) : [];
    return { says, events };
  },
  answer: (shift, { interruption: id, choice }) => {
    const ring = shift.rings.get(id);
    if (!ring || ring.answered !== null) return { kind: 'state', refused: 'nobody is waiting for that' };
    const written = shift.scenario.happens[ring.index]!;
    const chosen = written.choices.find((c) => c.id === choice);
    if (!chosen) return { kind: 'unknown', refused: `there is no answer ${choice}` };
    ring.answered = choice;
    shift.talk.push({ at: shift.now, who: 'you', says: chosen.says, about: id });
    return { says: chosen.says, events: [] };
  },
};

const TREATMENTS = {
  transfusion: 'red cells',
  dialysis: 'dialysis',
  insulin: 'insulin',
  fluids: 'fluids',
} as const;

/** What was done to a patient since yesterday, as the ward tells it. */
function treatmentsOf(shift: Shift, patient: string): { treatment: string; says: string }[] {
  const { course } = shift.patients.get(patient)!;
  return course.flatMap((h) => {
    if (h.what === 'illness' || h.at > shift.now || h.at < -3 * 86_400) return [];
    const ago = Math.max(0, Math.round((shift.now - h.at) / 3600));
    const amount =
      h.what === 'transfusion'
        ? `${h.units} units of `
        : h.what === 'dialysis'
          ? `${h.hours} h of `
          : h.what === 'fluids'
            ? `${h.liters} L of `
            : '';
    return [{ treatment: h.what, says: `${amount}${TREATMENTS[h.what]} begun ${ago} h ago` }];
  });
}

function noteTreatments(shift: Shift, patient: string) {
  const { mrn, ward } = shift.patients.get(patient)!;
  return treatmentsOf(shift, patient).flatMap(({ treatment, says }) => {
    const done = typed(shift, { do: 'note treatment', mrn, treatment, says, who: ward });
    return isRefusal(done) ? [] : done.events;
  });
}

function answerOf(shift: Shift, about: Topic, orderId: string): string {
  const order = shift.scenario.orders.find((o) => o.id === orderId)!;
  const written = shift.scenario.patients.find((p) => p.id === order.patient)!;
  const patient = shift.patients.get(order.patient)!;
  if (about === 'draw') return order.draw;
  if (about === 'picture') return written.picture;
  if (about === 'medicines')
    return patient.drugs.length > 0
      ? `They take ${patient.drugs.join(', ')}.`
      : 'Nothing that would matter here.';
  const treatments = treatmentsOf(shift, patient.id);
  return treatments.length > 0
    ? `${treatments.map((t) => t.says).join('; ')}.`
    : 'Nothing in the last three days.';
}

const by = { id: 'ward', role: 'sender' as const };

/** Somebody picks up: mostly a nurse, now and then the clerk, who may not take it, or nobody. */
export function answered(shift: Shift, id: string): void {
  const call = shift.ledger.lis.calls.get(id);
  if (!call || call.state.status !== 'placed') return;
  const chance = below(under(shift.stream, 'call', id), call.tries, 10);
  const ward = wardOf(shift, call);
  if (chance === 0 && call.tries < 3) {
    typed(shift, { do: 'no answer', call: id }, by);
    shift.talk.push({ at: shift.now, who: ward, says: 'Nobody answers.', about: id });
    return;
  }
  const licensed = chance > 1 || call.tries >= 3;
  typed(
    shift,
    { do: 'answer call', call: id, who: licensed ? `nurse, ${ward}` : `clerk, ${ward}`, licensed },
    by,
  );
  shift.talk.push({
    at: shift.now,
    who: ward,
    says: licensed ? 'Nurse speaking.' : 'I am the clerk; shall I take a message?',
    about: id,
  });
  if (!licensed) typed(shift, { do: 'no answer', call: id }, by);
}

/** The nurse repeats what was heard; one time in six a digit is out of place. */
export function readsBack(shift: Shift, id: string): void {
  const call = shift.ledger.lis.calls.get(id);
  if (!call || call.state.status !== 'answered' || !call.state.licensed) return;
  const result = shift.ledger.lis.results.get(keyOf(call.accession, call.test));
  if (result?.state.status !== 'released') return;
  const { reading } = result.state.versions.at(-1)!;
  const right = String(reading.value ?? reading.text ?? '');
  const count = shift.repeats.get(`read-back/${id}`) ?? 0;
  shift.repeats.set(`read-back/${id}`, count + 1);
  const wrong =
    count === 0 && below(under(shift.stream, 'read-back', id), 0, 6) === 0 ? misheard(right) : right;
  typed(shift, { do: 'read back', call: id, heard: wrong }, by);
  const name = shift.catalog.analytes.get(call.test)?.name ?? call.test;
  shift.talk.push({
    at: shift.now,
    who: wardOf(shift, call),
    says: `${name} ${wrong}, is that right?`,
    about: id,
  });
}

function misheard(value: string): string {
  const digits = [...value].map((c, i) => ({ c, i })).filter(({ c }) => /\d/.test(c));
  const [a, b] = [digits.at(-2), digits.at(-1)];
  if (!a || !b || a.c === b.c) return `1${value}`;
  const letters = [...value];
  [letters[a.i], letters[b.i]] = [b.c, a.c];
  return letters.join('');
}

const wardOf = (shift: Shift, call: Call): string => {
  const specimen = shift.ledger.lis.specimens.get(call.accession);
  return shift.ledger.lis.orders.get(specimen?.order ?? '')?.ward ?? 'the ward';
};
