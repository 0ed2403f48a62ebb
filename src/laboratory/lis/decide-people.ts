import type { Decisions } from './decide.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Call, CallState, Lis } from './state.ts';

const PEOPLE_ACTS = [
  'note treatment',
  'call', 'answer call', 'no answer', 'give identifiers', 'read back', 'confirm read-back', 'correct read-back', 'escalate',
  'answer escalation', 'hand over', 'file incident',
] as const; // prettier-ignore

const NEXT: { [status in CallState['status']]: string } = {
  due: 'place the call',
  placed: 'wait until somebody answers',
  answered: 'give two identifiers, then let them read it back',
  'read-back': 'say whether it was read back rightly',
  done: 'it is done',
};

function callIn(lis: Lis, id: string, status: CallState['status']): Call | Refusal {
  const found = lis.calls.get(id);
  if (!found) return refuse('unknown', `there is no call ${id}`);
  if (found.state.status !== status)
    return refuse('state', `the call is ${found.state.status}: ${NEXT[found.state.status]}`);
  return found;
}
const isRefused = (value: Call | Refusal): value is Refusal => 'refused' in value;

export const decidePeople: Pick<Decisions, (typeof PEOPLE_ACTS)[number]> = {
  'note treatment': (lis, { do: _do, ...rest }) =>
    lis.identities.has(rest.mrn)
      ? [{ type: 'TreatmentNoted', ...rest }]
      : refuse('unknown', `there is no patient ${rest.mrn}`),
  call: (lis, c) => {
    const found = callIn(lis, c.call, 'due');
    return isRefused(found) ? found : [{ type: 'CallPlaced', call: c.call, to: c.to }];
  },
  'answer call': (lis, c) => {
    const found = callIn(lis, c.call, 'placed');
    return isRefused(found)
      ? found
      : [{ type: 'CallAnswered', call: c.call, who: c.who, licensed: c.licensed }];
  },
  'no answer': (lis, c) => {
    const found = lis.calls.get(c.call);
    if (!found || !['placed', 'answered'].includes(found.state.status))
      return refuse('state', 'nobody is being called');
    return [{ type: 'CallNotAnswered', call: c.call }];
  },
  'give identifiers': (lis, c) => {
    const found = callIn(lis, c.call, 'answered');
    if (isRefused(found)) return found;
    if (new Set(c.identifiers).size < 2) return refuse('input', 'a patient is named by two identifiers');
    return [{ type: 'IdentifiersGiven', call: c.call, identifiers: c.identifiers }];
  },
  'read back': (lis, c) => {
    const found = callIn(lis, c.call, 'answered');
    if (isRefused(found)) return found;
    if (found.state.status === 'answered' && !found.state.licensed)
      return refuse('state', 'whoever answered may not take a critical result: ask for somebody who may');
    if (found.state.status === 'answered' && found.state.identifiers.length < 2)
      return refuse('state', 'give two identifiers first');
    return [{ type: 'ReadBackGiven', call: c.call, heard: c.heard }];
  },
  'confirm read-back': (lis, c) => {
    const found = callIn(lis, c.call, 'read-back');
    return isRefused(found) ? found : [{ type: 'ReadBackConfirmed', call: c.call }];
  },
  'correct read-back': (lis, c) => {
    const found = callIn(lis, c.call, 'read-back');
    return isRefused(found) ? found : [{ type: 'ReadBackWrong', call: c.call, says: c.says }];
  },
  escalate: (lis, c) => {
    const empty = (['what', 'evidence', 'need'] as const).find((part) => !c[part].trim());
    if (empty)
      return refuse(
        'input',
        `say ${empty === 'what' ? 'what it is about' : empty === 'evidence' ? 'what you saw' : 'what you need'}: somebody decides by it`,
      );
    const { do: _, ...rest } = c;
    return [{ type: 'Escalated', escalation: `E${lis.count + 1}`, ...rest }];
  },
  'answer escalation': (lis, c) => {
    const found = lis.escalations.get(c.escalation);
    if (!found) return refuse('unknown', `there is no escalation ${c.escalation}`);
    if (found.answered) return refuse('state', 'it is answered already');
    return [{ type: 'EscalationAnswered', escalation: c.escalation, says: c.says, allow: c.allow }];
  },
  'hand over': (_lis, c) =>
    c.says.trim()
      ? [{ type: 'HandoverGiven', to: c.to, says: c.says, calls: c.calls }]
      : refuse('input', 'a handover has words'),
  'file incident': (lis, c) =>
    c.says.trim()
      ? [{ type: 'IncidentFiled', incident: `I${lis.count + 1}`, subject: c.subject, says: c.says }]
      : refuse('input', 'say what happened'),
};
