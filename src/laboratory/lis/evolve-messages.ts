import type { Evolution } from './evolve.ts';
import type { Lis, Message } from './state.ts';

const messageOf = (lis: Lis, id: string): Message => {
  const found = lis.messages.get(id);
  if (!found) throw new Error(`no message ${id}`);
  return found;
};

export const evolveMessage: Evolution = {
  MessageIn: (lis, e) => {
    lis.messages.set(e.message, {
      id: e.message,
      protocol: e.protocol,
      way: 'in',
      peer: e.from,
      at: e.at,
      raw: e.raw,
      state: { status: 'stored' },
    });
    const peer = lis.heard.get(e.from) ?? new Map<string, string>();
    lis.heard.set(e.from, peer);
    if (!peer.has(e.raw)) peer.set(e.raw, e.message);
    lis.count += 1;
  },
  MessageOut: (lis, e) => {
    lis.messages.set(e.message, {
      id: e.message,
      protocol: e.protocol,
      way: 'out',
      peer: e.to,
      at: e.at,
      raw: e.raw,
      state: { status: 'sent' },
    });
    lis.unsent.add(e.message);
    lis.count += 1;
  },
  MessageFiled: (lis, e) => {
    const filed = messageOf(lis, e.message);
    filed.state = { status: 'filed', about: e.about };
    lis.heard.get(filed.peer)!.set(filed.raw, e.message);
  },
  MessageRepeated: (lis, e) =>
    void (messageOf(lis, e.message).state = { status: 'repeated', first: e.first }),
  MessageParked: (lis, e) => void (messageOf(lis, e.message).state = { status: 'parked', why: e.why }),
  MessageReplayed: (lis, e) => void (messageOf(lis, e.message).state = { status: 'replayed', as: e.as }),
  MessageRefused: (lis, e) => {
    messageOf(lis, e.message).state = { status: 'refused', why: e.why };
    lis.unsent.delete(e.message);
  },
  MessageTaken: (lis, e) => {
    messageOf(lis, e.message).state = { status: 'taken' };
    lis.unsent.delete(e.message);
  },
  DowntimeStarted: (lis) => void (lis.downtime = true),
  DowntimeEnded: (lis) => void (lis.downtime = false),
  Reconciled: (lis, e) => {
    for (const key of lis.unreconciled) if (key.startsWith(`${e.accession}/`)) lis.unreconciled.delete(key);
  },
};
