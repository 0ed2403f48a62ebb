import type { Record as PersonRecord } from '#record/index.ts';

/** Something in a record that a document can prove: its name in the store, and in words. */
export type Subject = { id: string; words: string };

/** What was done to keep up, by the names that the store gives it. */
export const activitySubjects = (
  activities: readonly { id: string; title: string; date: string }[],
  idOf: (id: string) => string,
): Subject[] => activities.map((a) => ({ id: idOf(a.id), words: `${a.title}${year(a.date)}` }));

const spaced = (id: string) => id.replaceAll('-', ' ');
const year = (date: string | undefined) => (date ? ` (${date.slice(0, 4)})` : '');

/** @param nameOf the name of a credential or license on file */
export function subjectsOf(record: PersonRecord, nameOf: (id: string) => string): Subject[] {
  const list = [
    ...(record.education ?? []).map((e) => {
      const [kind, what] = 'degree' in e ? ['degree', e.degree] : ['program', e.program];
      return {
        id: `${kind} ${what} ${e.completed ?? ''}`,
        words: `${spaced(what)} ${kind}${year(e.completed)}`,
      };
    }),
    ...(record.credentials ?? []).map((c) => ({
      id: `credential ${c.id}`,
      words: `${nameOf(c.id)}${year(c.issued)}`,
    })),
    ...(record.licenses ?? []).map((l) => ({
      id: `license ${l.id}`,
      words: `${nameOf(l.id)}${year(l.issued)}`,
    })),
    ...(record.experience ?? []).map((j) => ({
      id: `job ${j.as ?? 'other'} ${j.from ?? ''}`,
      words: `work as ${spaced(j.as ?? 'other')}${year(j.from)}`,
    })),
    ...(record.military ?? []).map((m) => ({
      id: `military ${m.course}`,
      words: `military course ${m.course}`,
    })),
  ];
  return [...new Map(list.map((s) => [s.id.trim(), { ...s, id: s.id.trim() }])).values()];
}
