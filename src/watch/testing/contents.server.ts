import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library } from '#content/index.ts';
import { knownIn, readRecord, type Record as PersonRecord } from '#record/index.ts';
import { readActivities, type Activity } from '#renewals/index.ts';
import { contentIn, libraryOf, type Content } from '../content.server.ts';
import { worldOf, type Person, type World } from '../world.ts';

/** One replacement in a content file; what it replaces must stand there. */
export type Edit = [file: string, before: string, after: string];

/** The content on file, and the same with one rule changed. */
export const real: Content = contentIn('content');

export const EDITS = {
  window: ['credentials/ascp-mlt.yaml', 'accreditors: [naacls, abhes], within: { years: 5 }', 'accreditors: [naacls, abhes], within: { years: 3 }'],
  fee: ['credentials/ascp-mlt.yaml', 'value: 235', 'value: 310'],
  hours: ['licenses/us-fl/us-fl-technician.yaml', 'ceHours: { value: 24,', 'ceHours: { value: 30,'],
  /** What an hour about preventing medical errors must be. */
  approval: ['continuing/us-fl.yaml', '    approved: true\n', ''],
  closed: ['credentials/ascp-mlt.yaml', '    name: Accredited MLT program\n', '    name: Accredited MLT program\n    status: discontinued\n    effective: { from: null, until: 2026-06-01 }\n'],
  wording: ['credentials/ascp-mlt.yaml', 'The most widely accepted technician certification.', 'A technician certification.'],
  elsewhere: ['credentials/ascp-ct.yaml', 'accreditors: [caahep], within: { years: 5 }', 'accreditors: [caahep], within: { years: 2 }'],
  checked: ['credentials/ascp-mlt.yaml', 'checked: { on: 2026-11-22 }', 'checked: { on: 2026-11-23 }'],
} satisfies { [name: string]: Edit }; // prettier-ignore

/** The content with edits made. */
export function edited(edits: readonly Edit[], from: Content = real): Content {
  const files = (JSON.parse(from.files) as [string, string][]).map(([name, text]) => {
    let now = text;
    for (const [file, before, after] of edits) {
      if (file !== name) continue;
      if (!now.includes(before)) throw new Error(`${file} does not hold ${before}`);
      now = now.replace(before, after);
    }
    return [name, now];
  });
  const text = JSON.stringify(files);
  return { digest: createHash('sha256').update(text).digest('hex'), files: text };
}

const worlds = new Map<string, World>();

/** A content ready to judge with; no wages, which decide nothing that is told. */
export function worldIn(content: Content): World {
  const known = worlds.get(content.digest);
  if (known) return known;
  const library = libraryOf(content);
  if (library === null) throw new Error('The edited content has problems.');
  const world = worldOf(library, () => ({ usdPerYear: 50_000, basis: 'the same everywhere', cite: [] }));
  worlds.set(content.digest, world);
  return world;
}

export const library: Library = worldIn(real).library;

/** Somebody of examples/, on the way to a goal. */
export function example(
  file: string,
  goal: string | null,
  activities: readonly Activity[] | null = null,
): Person {
  const path = join('examples', file);
  const read = readRecord(readFileSync(path, 'utf8'), path, knownIn(library));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return personWith(read.record, goal, activities);
}

export const personWith = (
  record: PersonRecord,
  goal: string | null,
  activities: readonly Activity[] | null,
): Person => ({
  record,
  answers: { goal, own: {} },
  activities,
});

/** The activities of an example. */
export function activitiesIn(file: string): Activity[] {
  const path = join('examples', file);
  const read = readActivities(readFileSync(path, 'utf8'), path);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.activities;
}
