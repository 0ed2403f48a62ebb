import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { namesIn, rulebook } from '#pathways/index.ts';
import { loadWages } from '#wages/load.server.ts';
import { compare } from './index.ts';

const content = join(import.meta.dirname, '..', '..', 'content');
const { library } = loadLibrary(content);
const book = rulebook(library);
const wages = loadWages(join(content, 'wages'), new Set(library.sources.keys())).tables;
const given = { library, book, wages, name: namesIn(book), today: mustDay('2026-11-22') };
const cell = (a: string, b: string, title: string, at: 0 | 1) =>
  compare(given, a, b)!
    .rows.find((r) => r.title === title)!
    .cells[at].map((l) => `${l.label ?? ''} ${l.text}`)
    .join('\n');

it('sets a technician beside a scientist', () => {
  expect(cell('ascp-mlt', 'ascp-mls', 'Education', 0)).toContain('associate degree');
  expect(cell('ascp-mlt', 'ascp-mls', 'Education', 1)).toContain("bachelor's degree");
  expect(cell('ascp-mlt', 'ascp-mls', 'Duties and scope', 0)).toContain(
    'California Medical Laboratory Technician',
  );
  expect(cell('ascp-mlt', 'ascp-mls', 'Supervision', 0)).toContain('Technical consultant');
  expect(cell('ascp-mlt', 'ascp-mls', 'Supervision', 0)).not.toContain('Technical supervisor');
  expect(cell('ascp-mlt', 'ascp-mls', 'Supervision', 1)).toContain('Technical supervisor');
});

it('leaves out closed ways', () => {
  expect(cell('ascp-mlt', 'ascp-mls', 'Education', 0)).not.toContain('CLA');
});

it('compares anything with anything, and each line says where it stands', () => {
  const ids = [...book.goals.keys()];
  for (const id of ids)
    for (const row of compare(given, id, 'us-ca-mlt')!.rows)
      for (const line of row.cells[0]) {
        expect(line.text, `${id} ${row.title}`).toMatch(/\S/);
        if (
          line.confidence !== 'unverified' &&
          !line.note?.startsWith('Our reading') &&
          row.title !== 'What it is'
        )
          expect(line.cite.length, `${id} ${row.title}`).toBeGreaterThan(0);
      }
});

it('knows when a name is on nobody’s list', () => {
  expect(compare(given, 'no-such', 'ascp-mls')).toBeNull();
});
