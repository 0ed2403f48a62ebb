import type { Record as PersonRecord } from '#record/index.ts';
import { given, month, type Wrong } from './answers.ts';
import type { Question } from './question.ts';

export const credentials = holdings({
  list: 'credentials',
  word: 'certification',
  title: 'Which certifications do you hold?',
  why: 'A certification you hold may be all that the next step asks for.',
  matters: ({ kinds }) => kinds.has('credential'),
});

export const licenses = holdings({
  list: 'licenses',
  word: 'license',
  title: 'Do you hold a state license for laboratory work?',
  why: 'Your goal leads through a state that asks for one.',
  matters: ({ kinds }) => kinds.has('license') || kinds.has('stateLicense'),
});

type Held = Pick<Question, 'title' | 'why' | 'matters'> & {
  list: 'credentials' | 'licenses';
  word: 'certification' | 'license';
};

/** What a person holds, with the months in which it was issued and runs out. */
function holdings({ list, word, ...asked }: Held): Question {
  return {
    id: list,
    ...asked,
    entries: (record) =>
      (record[list] ?? []).map(
        (h) => `${h.id.toUpperCase()}, ${h.issued ?? 'date not told'}${h.expires ? ` to ${h.expires}` : ''}`,
      ),
    without: (record, index) => ({ ...record, [list]: (record[list] ?? []).filter((_, i) => i !== index) }),
    closed: (record) => ({ ...record, [list]: record[list] ?? [] }),
    none: `No ${word}`,
    fields: (_, offer) => [
      {
        kind: 'select',
        name: 'id',
        label: word.replace(/^./, (c) => c.toUpperCase()),
        options: offer[list],
        empty: 'Choose one',
      },
      { kind: 'month', name: 'issued', label: 'Issued in' },
      {
        kind: 'month',
        name: 'expires',
        label: 'Runs out in',
        hint: 'Leave it empty if it does not run out.',
      },
    ],
    read: (form, record, answers) => {
      const [issued, expires] = [month(form.get('issued')), month(form.get('expires'))];
      const wrong: Wrong = {};
      if (!form.get('id')) wrong['id'] = `Choose the ${word}.`;
      if (issued === 'wrong') wrong['issued'] = 'Write the year and the month, such as 2024-07.';
      if (expires === 'wrong') wrong['expires'] = 'Write the year and the month, or leave it empty.';
      if (Object.keys(wrong).length > 0) return { wrong };
      const entry = { id: form.get('id'), ...given({ issued }), expires: expires ?? null };
      return { record: { ...record, [list]: [...(record[list] ?? []), entry] } as PersonRecord, answers };
    },
  };
}
