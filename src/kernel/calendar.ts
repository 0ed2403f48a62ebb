import { isoOf, mustDay } from './dates.ts';

/** Something that lasts whole days, both dates included (ISO days). */
export type CalendarEntry = {
  /** The same thing keeps its id, so that importing a newer file moves it instead of doubling it. */
  id: string;
  from: string;
  to: string;
  title: string;
  notes: string;
  url?: string | undefined;
  /** Days before it on which the calendar reminds; none = no alarm. */
  remindDaysBefore?: readonly number[];
};

/** Which calendar it is. `product` and `domain` tell our calendars apart: PRODID and the right half of each UID. */
export type Calendar = {
  name: string;
  product: string;
  domain: string;
  /** Days after which whoever subscribes should ask again; without it the file is one that is fetched once. */
  refreshDays?: number;
};

/** An iCalendar file (RFC 5545): all-day events that do not block the day. `stamp` is the moment of writing, ISO in UTC. */
export function writeCalendar(calendar: Calendar, entries: readonly CalendarEntry[], stamp: string): string {
  const { name, product, domain, refreshDays } = calendar;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Benchpath//${product}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
    ...(refreshDays === undefined
      ? []
      : [`REFRESH-INTERVAL;VALUE=DURATION:P${refreshDays}D`, `X-PUBLISHED-TTL:P${refreshDays}D`]),
    ...entries.flatMap((e) => event(e, domain, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const event = (e: CalendarEntry, domain: string, stamp: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid(e.id)}@${domain}`,
  `DTSTAMP:${stamp.slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
  `DTSTART;VALUE=DATE:${date(e.from)}`,
  // The end of an all-day event is the day after its last one.
  `DTEND;VALUE=DATE:${date(isoOf(mustDay(e.to) + 1))}`,
  `SUMMARY:${text(e.title)}`,
  ...(e.notes ? [`DESCRIPTION:${text(e.notes)}`] : []),
  ...(e.url ? [`URL:${e.url.replaceAll(/[\r\n]/g, '')}`] : []),
  'TRANSP:TRANSPARENT',
  ...(e.remindDaysBefore ?? []).flatMap((days) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-P${days}D`,
    `DESCRIPTION:${text(e.title)}`,
    'END:VALARM',
  ]),
  'END:VEVENT',
];

const date = (iso: string) => iso.replaceAll('-', '');
const uid = (id: string) => id.replaceAll(/[^A-Za-z0-9]+/g, '-');

/** Text as §3.3.11 asks: backslash, semicolon, comma and new line escaped, control characters left out. */
const text = (value: string) =>
  value
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll(/[\\;,]/g, (c) => `\\${c}`)
    .replaceAll('\n', '\\n');

const encoder = new TextEncoder();

/** Lines of at most 75 octets (§3.1), never cut inside a character; a continued line begins with a space. */
function folded(line: string): string {
  const out: string[] = [];
  let part = '';
  let size = 0;
  for (const c of line) {
    const width = encoder.encode(c).length;
    if (size + width > 75) {
      out.push(part);
      [part, size] = [' ', 1];
    }
    part += c;
    size += width;
  }
  return [...out, part].join('\r\n');
}
