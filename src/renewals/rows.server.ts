import { ACTIVITY_KINDS, SUBJECT_AREAS } from '#content/index.ts';
import type { Tables } from '#storage/index.server.ts';
import type { Activity, Named } from './activity.ts';

/** An activity as it is kept. `version` counts its changes from 1. */
export type KeptActivity = Named & { version: number };

type Row = Tables['activity'];

const list = (words: readonly string[] | undefined): string | null => (words ? JSON.stringify(words) : null);

export const columns = (a: Activity) => ({
  title: a.title,
  provider: a.provider ?? null,
  done_on: a.date,
  hours: a.hours ?? null,
  minutes_per_hour: a.minutesPerHour ?? null,
  points: a.points ?? null,
  areas: list(a.areas),
  kind: a.kind ?? null,
  accreditation: list(a.accreditation),
});

function words(text: string | null): string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
  } catch {
    return [];
  }
}

/** A row as an activity. A word that the vocabulary no longer knows counts as not told; the row keeps it. */
export function kept(row: Row): KeptActivity {
  const areas = SUBJECT_AREAS.filter((area) => words(row.areas).includes(area));
  const kind = ACTIVITY_KINDS.find((known) => known === row.kind);
  const minutes = row.minutes_per_hour;
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    date: row.done_on,
    ...(row.provider === null ? {} : { provider: row.provider }),
    ...(row.hours === null ? {} : { hours: row.hours }),
    ...(minutes === 50 || minutes === 60 ? { minutesPerHour: minutes } : {}),
    ...(row.points === null ? {} : { points: row.points }),
    ...(areas.length === 0 ? {} : { areas }),
    ...(kind === undefined ? {} : { kind }),
    ...(row.accreditation === null ? {} : { accreditation: words(row.accreditation) }),
  };
}
