import { DEGREE_FIELDS, KNOWN_FIELDS, KNOWN_SUBJECTS, topicsIn } from '#pathways/index.ts';
import type { Listed, Lists } from '#record/form/index.ts';
import { knownIn, ownOption, type Known } from '#record/index.ts';
import { app } from '../../app.server.ts';

let made: { lists: Lists; known: Known } | null = null;

/** What is on file to choose from, and the names that a record may use. */
export function onFile(): { lists: Lists; known: Known } {
  if (made) return made;
  const { library, book } = app();
  const known = knownIn(library);
  const states = sorted([...known.states].map(([value, label]) => ({ value, label })));
  const subjects = KNOWN_SUBJECTS.filter((s) => s !== 'all').map(
    (value) => SUBJECTS.find((s) => s.value === value) ?? ownOption(value),
  );
  const credentials = [...known.credentials].map(([value, short]): Listed => {
    const goal = book.goals.get(value);
    const body = goal && 'body' in goal.entry ? library.bodies.get(goal.entry.body)?.name : undefined;
    return { value, label: goal ? `${goal.short}: ${goal.name}` : short, short, group: body ?? 'Others' };
  });
  const licenses = [...known.licenses].map(([value, label]): Listed => {
    const state = library.jurisdictions.get(library.licenses.get(value)!.jurisdiction);
    return { value, label, group: state?.name ?? 'Others' };
  });
  const lists: Lists = {
    states,
    credentials: grouped(credentials),
    licenses: grouped(licenses),
    subjects: [{ value: 'all', label: 'All college credit' }, ...sorted(subjects)],
    courses: sorted(subjects),
    fields: [...DEGREE_FIELDS, ...sorted(without(KNOWN_FIELDS, DEGREE_FIELDS).map(ownOption))],
    topics: sorted(topicsIn(book).map(ownOption)),
  };
  made = { lists, known };
  return made;
}

/** Subjects whose names say too little. */
const SUBJECTS: readonly Listed[] = [
  { value: 'anatomy-physiology', label: 'Anatomy and physiology' },
  { value: 'physics-light-electricity', label: 'Physics of light and electricity' },
];

const sorted = (list: readonly Listed[]) => list.toSorted((a, b) => a.label.localeCompare(b.label, 'en'));

const without = (words: readonly string[], list: readonly Listed[]) =>
  words.filter((word) => !list.some((o) => o.value === word));

/** By group, the nameless one last. */
const grouped = (list: readonly Listed[]) =>
  sorted(list).sort((a, b) =>
    a.group === b.group
      ? 0
      : a.group === 'Others'
        ? 1
        : b.group === 'Others'
          ? -1
          : a.group!.localeCompare(b.group!, 'en'),
  );
