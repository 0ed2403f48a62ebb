import type { Time } from './event.ts';

/** 2026-01-05T07:30:55, as the wire and people read it: the laboratory's own time, without an offset. */
export const isoTime = (at: Time): string => new Date(at * 1000).toISOString().slice(0, 19);

const FULL = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** The moment an ISO time means; without an offset it is the laboratory's own. Null where it is less than a day. */
export function timeOf(iso: string): Time | null {
  const parts = FULL.exec(iso);
  if (!parts) return null;
  const [, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = parts;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
