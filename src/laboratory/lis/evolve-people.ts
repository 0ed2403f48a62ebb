import type { Evolution } from './evolve.ts';
import type { Call, Lis } from './state.ts';

const callOf = (lis: Lis, id: string): Call => {
  const found = lis.calls.get(id);
  if (!found) throw new Error(`no call ${id}`);
  return found;
};

export const evolvePeople: Evolution = {
  CallDue: (lis, e) =>
    void lis.calls.set(e.call, {
      id: e.call,
      accession: e.accession,
      test: e.test,
      version: e.version,
      due: e.at,
      by: e.by,
      tries: 0,
      state: { status: 'due' },
    }),
  CallPlaced: (lis, e) => {
    const call = callOf(lis, e.call);
    call.tries += 1;
    call.state = { status: 'placed', at: e.at, to: e.to };
  },
  CallAnswered: (lis, e) =>
    void (callOf(lis, e.call).state = {
      status: 'answered',
      at: e.at,
      who: e.who,
      licensed: e.licensed,
      identifiers: [],
    }),
  CallNotAnswered: (lis, e) => void (callOf(lis, e.call).state = { status: 'due' }),
  IdentifiersGiven: (lis, e) => {
    const { state } = callOf(lis, e.call);
    if (state.status === 'answered') state.identifiers = e.identifiers;
  },
  ReadBackGiven: (lis, e) => {
    const call = callOf(lis, e.call);
    if (call.state.status === 'answered')
      call.state = {
        status: 'read-back',
        at: e.at,
        who: call.state.who,
        heard: e.heard,
        identifiers: call.state.identifiers,
      };
  },
  ReadBackWrong: (lis, e) => {
    const call = callOf(lis, e.call);
    if (call.state.status === 'read-back')
      call.state = {
        status: 'answered',
        at: e.at,
        who: call.state.who,
        licensed: true,
        identifiers: call.state.identifiers,
      };
  },
  ReadBackConfirmed: (lis, e) => {
    const call = callOf(lis, e.call);
    if (call.state.status === 'read-back') call.state = { status: 'done', at: e.at, who: call.state.who };
  },
  TreatmentNoted: (lis, e) =>
    void lis.treatments.set(e.mrn, [
      ...(lis.treatments.get(e.mrn) ?? []),
      { treatment: e.treatment, says: e.says, at: e.at },
    ]),
  Escalated: (lis, e) => {
    lis.escalations.set(e.escalation, { subject: e.subject, to: e.to, answered: null });
    lis.count += 1;
  },
  EscalationAnswered: (lis, e) => {
    const found = lis.escalations.get(e.escalation);
    if (found) found.answered = { says: e.says, allow: e.allow };
  },
  IncidentFiled: (lis, e) => {
    lis.incidents.push({ id: e.incident, subject: e.subject, says: e.says });
    lis.count += 1;
  },
};
