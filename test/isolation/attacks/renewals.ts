// What was done to keep up, and what reminds of it.
import { all, form, named, one, page, quiet, type Attack } from './attack.ts';

const ACTIVITY = { title: 'changed', date: '2026-06-01', hours: '3', areas: 'chemistry' };

const ACTIVITIES: Attack[] = [
  page(
    '/renewals',
    (of) => all(of, 'activity').map((id) => `id=${id}&change=${id}`),
    (of) => all(of, 'change of an activity').map((seq) => `saved=${seq}`),
  ),
  named('/renewals/activity', (of) => all(of, 'activity').map((id) => `/renewals/activity?change=${id}`)),
  form('/renewals?/undo', (of) => all(of, 'change of an activity').map((saved) => ({ saved }))),
  form('/renewals/activity?/change', (of) =>
    all(of, 'activity').map((id) => ({ id, version: '1', ...ACTIVITY })),
  ),
  form('/renewals/activity?/add', (of) => [{ id: one(of, 'activity'), ...ACTIVITY }]),
  form('/renewals/activity?/detach', (of) =>
    all(of, 'activity').flatMap((id) => all(of, 'evidence').map((file) => ({ id, file }))),
  ),
  form('/renewals?/remove', (of) =>
    all(of, 'activity')
      .slice(1)
      .map((id) => ({ id })),
  ),
];

const REMINDING: Attack[] = [
  quiet('shows days, and nothing that somebody typed', page('/renewals/deadlines.ics')),
  quiet('shows when addresses were made; their names open nothing', page('/renewals/calendar')),
  quiet(
    'opens by the secret of an address alone; its name is a hash',
    named('/renewals/calendar/[secret].ics', (of) =>
      ['name of the calendar', 'record', 'person'].map((what) => `/renewals/calendar/${one(of, what)}.ics`),
    ),
  ),
  form('/renewals/calendar?/close', (of) => all(of, 'name of the calendar').map((id) => ({ id }))),
  form('/renewals/calendar?/make', () => [{}]),
  page('/renewals/reminders'),
  form('/renewals/reminders', () => [{ lead: '7' }]),
];

const CHANGES: Attack[] = [
  page('/changes', (of) => all(of, 'notice').map((id) => `id=${id}`)),
  form('/changes?/read', (of) => [{ until: '2099-01-01T00:00:00.000Z', id: one(of, 'notice') }]),
  form('/changes?/mail', () => [{ mail: 'yes' }]),
];

export const RENEWALS: readonly Attack[] = [...ACTIVITIES, ...REMINDING, ...CHANGES];
