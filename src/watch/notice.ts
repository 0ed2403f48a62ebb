import { z } from 'zod';
import type { Reason } from './reasons.ts';

/** Something that changed for a person, as it is kept and shown. `made` and `read`: ISO 8601; null = unread. */
export type Notice = {
  id: string;
  subject: string;
  name: string;
  before: string;
  after: string;
  rules: Reason[];
  made: string;
  read: string | null;
};

const Source = z.object({
  name: z.string(),
  rules: z.array(
    z.object({
      type: z.enum(['credential', 'license', 'role', 'place', 'move', 'continuing education', 'assumptions']),
      id: z.string(),
      name: z.string(),
      change: z.enum(['added', 'removed', 'changed']),
      what: z.array(z.object({ pathway: z.string().nullable(), what: z.string() })),
      cite: z.array(z.object({ source: z.string(), at: z.string().optional() })),
      checked: z.string().nullable(),
    }),
  ),
});

/** The column `source` of a notice. */
export const sourceText = (name: string, rules: readonly Reason[]): string => JSON.stringify({ name, rules });

/** What it holds; a row that was brought in from elsewhere may hold anything. */
export function readSource(text: string): { name: string | null; rules: Reason[] } {
  try {
    const read = Source.safeParse(JSON.parse(text));
    return read.success ? (read.data as { name: string; rules: Reason[] }) : NONE;
  } catch {
    return NONE;
  }
}

const NONE = { name: null, rules: [] };
