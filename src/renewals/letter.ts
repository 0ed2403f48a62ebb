import type { Letter } from '#letters/index.server.ts';
import { counted } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import { z } from 'zod';

/** What a letter says of one deadline. `sources`: each as a line to look it up by. */
const Line = z.object({
  on: z.string(),
  left: z.number(),
  what: z.string(),
  note: z.string(),
  likely: z.boolean(),
  from: z.enum(['record', 'rules', 'plan']),
  sources: z.array(z.string()),
});
export type Line = z.infer<typeof Line>;

/** The lines as they wait with a letter that was asked for. */
export const readLines = (text: string): Line[] => z.array(Line).parse(JSON.parse(text));

/** Far enough from the 76 characters at which mail programs break lines by themselves. */
const WIDTH = 70;

/**
 * One letter for all that somebody is to be told on a day, the soonest first.
 * @param site the address of the installation @param asOf the day that `left` is counted from, ISO
 */
export function reminderLetter(site: string, asOf: string, lines: readonly Line[]): Letter {
  const sorted = [...lines].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const first = longDate(sorted[0]!.on);
  const more = sorted.length - 1;
  return {
    // What it is about stands inside: a subject is read over shoulders.
    subject:
      more === 0 ? `A day to keep: ${first}` : `${counted(more + 1, 'day')} to keep, the first on ${first}`,
    text: [
      wrapped(`As of ${longDate(asOf)}, by your record at ${new URL(site).host}:`),
      ...sorted.map(paragraph),
      `All your days, and what each rests on:\n${new URL('/renewals', site).href}`,
      `Other reminders, or none:\n${new URL('/renewals/reminders', site).href}`,
      '',
    ].join('\n\n'),
  };
}

function paragraph({ on, left, what, note, likely, from, sources }: Line): string {
  const ahead = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
  const own = { record: 'From your record.', rules: '', plan: 'From the plan to your goal.' }[from];
  return [
    `${longDate(on)}, ${ahead}`,
    ...[what, note, own, likely ? 'Not settled, or only likely: confirm it with the body.' : '']
      .filter((text) => text !== '')
      .map((text) => wrapped(text, '  ')),
    ...sources.map((source) => wrapped(`Source: ${source}`, '  ')),
  ].join('\n');
}

/** A text in lines of at most `WIDTH` characters; a word that is longer, as an address is, stays whole. */
function wrapped(text: string, indent = ''): string {
  const lines = [indent];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line === indent || line.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = line === indent ? indent + word : `${line} ${word}`;
    else lines.push(`${indent}  ${word}`);
  }
  return lines.join('\n');
}
