import { Activity } from '#renewals/index.ts';

/** What a form sent, as it was typed; lists as what was chosen. */
export type Sent = { [field: string]: string | string[] };
export type Wrong = { [field: string]: string };

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};
const many = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((v) => typeof v === 'string');

const NUMBERS = ['hours', 'points', 'minutesPerHour'] as const;
const TEXTS = ['title', 'provider', 'kind'] as const;
const DATE = ['date', 'date.day'] as const;

/** An activity as the form tells it, or what is wrong with which field. What is left open is not told. */
export function activityIn(form: FormData): { activity: Activity } | { wrong: Wrong; sent: Sent } {
  const told: { [field: string]: unknown } = {};
  const wrong: Wrong = {};
  for (const name of TEXTS) if (text(form, name)) told[name] = text(form, name);
  const [month, day] = DATE.map((name) => text(form, name)) as [string, string];
  if (month) told['date'] = day && month.length === 7 ? `${month}-${day.padStart(2, '0')}` : month;
  for (const name of NUMBERS) {
    const typed = text(form, name).replace(',', '.');
    if (typed === '') continue;
    if (/^\d{1,9}(\.\d{1,9})?$/.test(typed)) told[name] = Number(typed);
    else wrong[name] = 'Write a number, like 1.5';
  }
  const areas = many(form, 'areas');
  if (areas.length > 0) told['areas'] = areas;
  const others = text(form, 'others').split(',').map((name) => name.trim()).filter(Boolean); // prettier-ignore
  const approved = [...new Set([...many(form, 'accreditation'), ...others])];
  if (approved.length > 0 || form.get('nobody') === 'yes') told['accreditation'] = approved;
  const read = Activity.safeParse(told);
  // The schema asks for this only once everything else is right.
  if (!('hours' in told || 'points' in told)) wrong['hours'] ??= 'Tell its hours or its points';
  if (read.success && Object.keys(wrong).length === 0) return { activity: read.data };
  for (const { path, message } of read.error?.issues ?? []) {
    const field = String(path[0] ?? 'hours');
    wrong[field] ??= field in told || path.length === 0 ? (SAID[field] ?? capital(message)) : MISSING;
  }
  return { wrong, sent: sentIn(form) };
}

const MISSING = 'This is missing';
/** Where a schema's words would not help. */
const SAID: Wrong = {
  date: 'This is no month, or no day of it',
  kind: 'Choose one of the list',
  areas: 'Choose from the list',
};

/** What a form sent, to be shown again. */
export const sentIn = (form: FormData): Sent => ({
  ...Object.fromEntries(
    [...TEXTS, ...DATE, ...NUMBERS, 'others', 'nobody', 'kept'].map((name) => [name, text(form, name)]),
  ),
  areas: many(form, 'areas'),
  accreditation: many(form, 'accreditation'),
});

/** The form's fields for an activity that is kept. @param known those who stand as boxes on the form */
export function sentOf(activity: Activity, known: readonly string[]): Sent {
  const { accreditation, areas } = activity;
  return {
    title: activity.title,
    provider: activity.provider ?? '',
    date: activity.date.slice(0, 7),
    'date.day': activity.date.slice(8),
    kind: activity.kind ?? '',
    hours: String(activity.hours ?? ''),
    points: String(activity.points ?? ''),
    minutesPerHour: String(activity.minutesPerHour ?? ''),
    areas: areas ?? [],
    accreditation: (accreditation ?? []).filter((name) => known.includes(name)),
    others: (accreditation ?? []).filter((name) => !known.includes(name)).join(', '),
    nobody: accreditation?.length === 0 ? 'yes' : '',
  };
}

const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);
