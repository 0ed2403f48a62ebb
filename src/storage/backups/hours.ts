const DEFAULT_HOURS = 24;

/** How many hours lie between two regular backups: BENCHPATH_BACKUP_HOURS, else a day; 0 = none is made. Null = not to be read. */
export function backupHours(env: { [name: string]: string | undefined }): number | null {
  const text = env['BENCHPATH_BACKUP_HOURS'];
  if (!text) return DEFAULT_HOURS;
  const hours = Number(text);
  return Number.isFinite(hours) && (hours === 0 || hours >= 1) && hours <= 24 * 7 ? hours : null;
}

export const NO_HOURS =
  'BENCHPATH_BACKUP_HOURS is no number of hours from 1 to 168 (a week). Use 24 for a backup each day, or 0 for none.';
