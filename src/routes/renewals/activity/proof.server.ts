import { subjectOf } from '#renewals/store.server.ts';
import { evidence } from '../../../app.server.ts';
import { REFUSED } from '../../record/evidence/refused.server.ts';

/** The files of a record: those that prove an activity, and those that may be chosen for it. */
export async function proofOf(record: string, id: string | null) {
  const files = await (await evidence()).list(record);
  const shown = files.map(({ id: value, name: label, subjects }) => ({ value, label, subjects }));
  const proves = ({ subjects }: { subjects: string[] }) => id !== null && subjects.includes(subjectOf(id));
  return { proof: shown.filter(proves), files: shown.filter((file) => !proves(file)) };
}

/** The files that a form brings or names, kept with the record; or why the one that it brings is not. */
export async function filesIn(
  form: FormData,
  record: string,
): Promise<{ files: string[] } | { wrong: string }> {
  const [file, named] = [form.get('file'), form.get('kept')];
  const files = typeof named === 'string' && named !== '' ? [named] : [];
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return { files };
  const added = await (await evidence()).add(record, file.name, Buffer.from(await file.arrayBuffer()));
  return 'refused' in added ? { wrong: REFUSED[added.refused] } : { files: [...files, added.added.id] };
}

/** A file that the record does not have is not marked. */
export async function prove(record: string, id: string, files: readonly string[]): Promise<void> {
  for (const file of files) await (await evidence()).mark(record, file, subjectOf(id), true);
}
