import { ENQ, EOT } from './control.ts';
import { type Draft, put, say } from './draft.ts';
import type { Failure, Job } from './state.ts';
import { type Found, newFraming } from './unframe.ts';

/** Asks for the line where there is something to send and it may be asked for. */
export function begin(draft: Draft): void {
  if (draft.phase.kind !== 'neutral' || draft.queue.length === 0 || draft.notBefore > draft.at) return;
  draft.framing = newFraming(draft.settings.longestIn);
  put(draft, ENQ);
  draft.phase = { kind: 'enquired', until: draft.at + draft.settings.times.reply };
}

/** A time has come: to ask for the line, to send, or to stop waiting for an answer. */
export function expired(draft: Draft): void {
  if (draft.phase.kind === 'neutral') return begin(draft);
  if (draft.phase.kind === 'ready') return transmit(draft);
  put(draft, EOT);
  give(draft, 'no answer in time');
  draft.notBefore = draft.at + draft.settings.rest;
  say(draft, { kind: 'broken' });
}

/** What comes while an answer is owed. */
export function reply(draft: Draft, item: Found): void {
  const { settings, at } = draft;
  if (draft.phase.kind === 'enquired') {
    if (item.kind === 'ACK') ready(draft);
    else if (item.kind === 'ENQ')
      later(draft, settings.side === 'instrument' ? settings.times.instrument : settings.times.computer); // prettier-ignore
    else if (item.kind === 'NAK') {
      const { refused } = change(draft, (job) => ({ ...job, refused: job.refused + 1 }));
      if (refused >= settings.tries) give(draft, 'the other side is busy');
      later(draft, settings.times.busy);
    }
    return;
  }
  if (item.kind === 'ACK') {
    const job = change(draft, (j) => ({ ...j, place: j.place + 1, refused: 0 }));
    if (job.place < job.frames.length) return ready(draft);
    say(draft, { kind: 'delivered', id: job.id });
    draft.queue = draft.queue.slice(1);
    put(draft, EOT);
    // Whoever asked to send gets the time to begin.
    later(draft, draft.wanted ? settings.times.reply : settings.settle);
    draft.wanted = false;
  } else if (item.kind === 'NAK' || item.kind === 'EOT') {
    // EOT says: accepted, and let me send. It could also be an older one that is late; the frame sent again settles it,
    // for a repeated frame is acknowledged and not taken twice.
    if (item.kind === 'EOT') draft.wanted = true;
    const { refused } = change(draft, (job) => ({ ...job, refused: job.refused + 1 }));
    if (refused < settings.tries) return ready(draft);
    put(draft, EOT);
    give(draft, 'refused too often');
    draft.notBefore = at + settings.settle;
  }
}

function change(draft: Draft, by: (job: Job) => Job): Job {
  const [job, ...rest] = draft.queue;
  const next = by(job!);
  draft.queue = [next, ...rest];
  return next;
}

function later(draft: Draft, after: number): void {
  draft.notBefore = draft.at + after;
  draft.phase = { kind: 'neutral' };
}

function ready(draft: Draft): void {
  const { settle } = draft.settings;
  if (settle > 0) draft.phase = { kind: 'ready', from: draft.at + settle };
  else transmit(draft);
}

function transmit(draft: Draft): void {
  const { frames, place } = change(draft, (job) =>
    job.place === job.frames.length - 1 ? { ...job, perhaps: true } : job,
  );
  draft.framing = newFraming(draft.settings.longestIn);
  draft.output.push(frames[place]!);
  draft.phase = { kind: 'sent', until: draft.at + draft.settings.times.reply };
}

/** Gives up the message being sent. */
export function give(draft: Draft, why: Failure): void {
  const [job, ...rest] = draft.queue;
  if (!job) return;
  say(draft, { kind: 'failed', id: job.id, why, perhaps: job.perhaps });
  draft.queue = rest;
  draft.phase = { kind: 'neutral' };
}
