import { Award } from '#wallet/index.ts';

/** What stands in the fields, to be shown again. */
export type Sent = { [field: string]: string };

/** Which part of an award each field becomes. */
const FIELDS: { [path: string]: string } = {
  name: 'name',
  description: 'description',
  criteria: 'criteria',
  validUntil: 'validUntil',
  'evidence.0.narrative': 'did',
  'alignment.0.name': 'standard',
  'alignment.0.url': 'standardUrl',
};

const LABEL = 'What was done';

/** The award in the fields of a form, or what is wrong by field. @param today ISO 8601 */
export function awardIn(sent: Sent, today: string): { award: Award } | { wrong: Sent } {
  const given = (field: string): string => (sent[field] ?? '').trim();
  const read = Award.safeParse({
    name: given('name'),
    description: given('description'),
    criteria: given('criteria'),
    ...(given('simulated') === 'yes' ? { simulated: true } : {}),
    ...(given('did') ? { evidence: [{ name: LABEL, narrative: given('did') }] } : {}),
    ...(given('standard') || given('standardUrl')
      ? { alignment: [{ name: given('standard'), url: given('standardUrl') }] }
      : {}),
    ...(given('validUntil') ? { validUntil: given('validUntil') } : {}),
  });
  const wrong: Sent = {};
  if (/^\d{4}-/.test(given('validUntil')) && given('validUntil') < today)
    wrong['validUntil'] = 'This day is over.';
  if (read.success) return Object.keys(wrong).length > 0 ? { wrong } : { award: read.data };
  for (const { path, message } of read.error.issues)
    wrong[FIELDS[path.join('.')] ?? 'name'] ??= `This ${message}.`;
  return { wrong };
}
