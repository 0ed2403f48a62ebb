import type { Decisions } from './decide.ts';
import { refuse } from './refusal.ts';
import { keyOf } from './state.ts';

const MESSAGE_ACTS = [
  'take message',
  'replay message',
  'start downtime',
  'end downtime',
  'reconcile',
] as const;

export const decideMessage: Pick<Decisions, (typeof MESSAGE_ACTS)[number]> = {
  // The raw text is kept before anybody reads it; what it says is filed afterwards (`intake.ts`).
  'take message': (lis, c) =>
    lis.messages.has(c.id)
      ? refuse('state', `message ${c.id} is here already`)
      : [{ type: 'MessageIn', message: c.id, protocol: c.protocol, from: c.from, raw: c.raw }],
  'replay message': (lis, c) => {
    const found = lis.messages.get(c.message);
    if (!found) return refuse('unknown', `there is no message ${c.message}`);
    if (found.state.status !== 'parked')
      return refuse(
        'state',
        `message ${c.message} is ${found.state.status}; only what is parked is replayed`,
      );
    const as = `M${lis.count + 1}`;
    return [
      { type: 'MessageIn', message: as, protocol: found.protocol, from: found.peer, raw: c.raw ?? found.raw },
      { type: 'MessageReplayed', message: c.message, as },
    ];
  },
  'start downtime': (lis, c) =>
    lis.downtime ? refuse('state', 'the system is down already') : [{ type: 'DowntimeStarted', why: c.why }],
  'end downtime': (lis) => (lis.downtime ? [{ type: 'DowntimeEnded' }] : refuse('state', 'the system is up')),
  reconcile: (lis, c) =>
    lis.results.has(keyOf(c.accession, c.test))
      ? [{ type: 'Reconciled', accession: c.accession, test: c.test, says: c.says }]
      : refuse('unknown', `${c.test} is not ordered on ${c.accession}`),
};
