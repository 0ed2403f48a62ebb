import type { Day } from '#kernel/dates.ts';
import { assess, prepare } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { app } from '../../app.server.ts';

const BROAD = ['ascp-mlt', 'amt-mlt', 'aab-mlt', 'ascp-mls', 'amt-mls', 'aab-mt', 'ascp-dlm'];
const LADDER = ['technician', 'technologist', 'specialist', 'leadership'];

/** What could come after a goal that is reached: credentials one rung up, those one qualifies for first. */
export function nextRungs(record: PersonRecord, reached: string, on: Day) {
  const { book } = app();
  const held = new Set(record.credentials?.map((c) => c.id));
  const rung = Math.max(
    -1,
    ...[reached, ...held].map((id) => LADDER.indexOf(book.goals.get(id)?.level ?? levelOf(id))),
  );
  const above = [...book.goals.values()].filter(
    (g) =>
      g.type === 'credential' && !held.has(g.id) && g.id !== reached &&
      LADDER.indexOf(g.level) > rung && LADDER.indexOf(g.level) <= rung + 1,
  ); // prettier-ignore
  const { verdicts } = assess(
    book,
    prepare(record),
    on,
    above.map((g) => g.id),
  );
  const order = ['met', 'unknown', 'unmet'];
  const body = (id: string) => {
    const e = book.goals.get(id)?.entry;
    return e && 'body' in e ? e.body : null;
  };
  // First what one could apply for, then the broad certifications, those of the same body before others.
  const rank = (v: { id: string; verdict: string }) =>
    (v.verdict === 'met' ? 0 : 100) +
    (BROAD.includes(v.id) ? 0 : 10) +
    (body(v.id) === body(reached) ? 0 : 5) +
    order.indexOf(v.verdict);
  return verdicts
    .map((v) => ({ id: v.id, name: `${book.goals.get(v.id)!.short}: ${v.name}`, verdict: v.verdict }))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 6);
}

/** `technician-in-mn` is work at its own rung. */
const levelOf = (id: string): string => id.split('-')[0]!;
