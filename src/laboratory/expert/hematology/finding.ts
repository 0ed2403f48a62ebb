import type { Deed } from '../../shift/index.ts';
import type { Evidence } from '../evidence.ts';
import { chosen } from '../evidence.ts';
import type { Finding } from '../finding.ts';

export const find = (family: string, because: string, does: Deed): Finding => ({ family, because, does });

/** Is this result read, and not yet out? */
export const open = (seen: Evidence, test: string): boolean => seen.observed.some((r) => r.test === test);

/** Does the reading that would go out bear this alarm? */
export const alarmed = (seen: Evidence, test: string, alarm: string): boolean => {
  const result = seen.observed.find((r) => r.test === test);
  return result !== undefined && (chosen(result)?.alarms.includes(alarm) ?? false);
};

export const methodOf = (seen: Evidence, test: string): string => {
  const result = seen.results.find((r) => r.test === test);
  return (result && chosen(result)?.method) ?? '';
};

export const commented = (seen: Evidence, test: string, begins: string): boolean =>
  seen.results.find((r) => r.test === test)?.comments.some((c) => c.startsWith(begins)) ?? false;

export const makeSlide = (seen: Evidence): Deed => ({ deed: 'slide', container: seen.container!.id });
export const countCells = (seen: Evidence): Deed => ({
  deed: 'differential',
  container: seen.container!.id,
  cells: 200,
});
