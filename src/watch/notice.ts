import { z } from 'zod';
import type { Confidence } from '#content/index.ts';
import type { Reason } from './reasons.ts';

/** Something that changed for a person, as it is kept and shown. `made` and `read`: ISO 8601; null = unread. */
export type Notice = {
  id: string;
  subject: string;
  name: string;
  before: string;
  after: string;
  /** How sure what it is now is; null = there is nothing to be sure of. */
  confidence: Confidence | null;
  rules: Reason[];
  made: string;
  read: string | null;
};

const Source = z.object({
  name: z.string(),
  confidence: z.enum(['verified', 'likely', 'unverified']).nullable(),
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
export const sourceText = ({
  name,
  confidence,
  rules,
}: Pick<Notice, 'name' | 'confidence' | 'rules'>): string => JSON.stringify({ name, confidence, rules });

/** What it holds; a row that was brought in from elsewhere may hold anything. */
export function readSource(text: string): Told {
  try {
    const read = Source.safeParse(JSON.parse(text));
    return read.success ? (read.data as Told) : NONE;
  } catch {
    return NONE;
  }
}

type Told = Pick<Notice, 'confidence' | 'rules'> & { name: string | null };
const NONE: Told = { name: null, confidence: null, rules: [] };
