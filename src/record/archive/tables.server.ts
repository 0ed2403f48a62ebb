import { z } from 'zod';
import { isText } from '#kernel/text.ts';
import type { Tables } from '#storage/index.server.ts';
import type { Kind } from '../store.server.ts';

const text = (most: number) => z.string().max(most).refine(isText, 'is no text');
const id = z.string().regex(/^[0-9a-zA-Z_-]{1,64}$/);
const sum = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime({ precision: 3 });
const count = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const parts = text(2_000_000).refine(isObject, 'is no JSON object').nullable();

function isObject(written: string): boolean {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const KINDS = ['told', 'brought in', 'taken back', 'claimed'] as const satisfies readonly Kind[];

/** The record's own row, without whose it is: that is said where it is brought in. */
export const RecordRow = z.strictObject({
  id,
  content: text(2_000_000),
  answers: text(2_000_000),
  version: count.min(1),
  head: z.union([sum, z.literal('')]),
  created_at: time,
  updated_at: time,
});
export type RecordRow = z.infer<typeof RecordRow>;

const EventRow = z.strictObject({
  record_id: id,
  seq: count.min(1),
  at: time,
  who: text(200),
  kind: z.enum(KINDS),
  subject: text(10_000),
  before: parts,
  after: parts,
  undoes: count.nullable(),
  hash_before: z.union([sum, z.literal('')]),
  hash: sum,
});

const EvidenceRow = z.strictObject({
  id,
  record_id: id,
  sha256: sum,
  media: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
  bytes: count.min(1),
  // What a name may hold is said by `plainName`: nothing that a file system or a page takes for more than a name.
  name: z.string().regex(/^[^\p{C}\p{Zl}\p{Zp}"<>|:*?\\/]{1,130}$/u),
  added_at: time,
});

const EvidenceUseRow = z.strictObject({ evidence_id: id, record_id: id, subject: text(200) });

const BadgeRow = z.strictObject({
  id,
  record_id: id,
  form: text(40),
  text: text(2_000_000),
  sha256: sum,
  name: text(2_000),
  issuer: text(2_000),
  valid_from: text(100).nullable(),
  valid_until: text(100).nullable(),
  verdict: text(40),
  checks: text(200_000),
  checked_at: time,
  added_at: time,
});

const BadgeUseRow = z.strictObject({ badge_id: id, record_id: id, subject: text(200) });

const amount = z.number().min(0).max(100_000).nullable();

/** What an activity means is said where it is read (`renewals`); here it only has to fit its columns. */
const ActivityRow = z.strictObject({
  id,
  record_id: id,
  title: text(2_000),
  provider: text(2_000).nullable(),
  done_on: text(40),
  hours: amount,
  minutes_per_hour: count.nullable(),
  points: amount,
  areas: text(10_000).nullable(),
  kind: text(200).nullable(),
  accreditation: text(20_000).nullable(),
  version: count.min(1),
  created_at: time,
  updated_at: time,
});

const NoticeRow = z.strictObject({
  id,
  record_id: id,
  subject: text(2_000),
  before: text(200_000),
  after: text(200_000),
  source: text(20_000),
  made_at: time,
  read_at: time.nullable(),
});

const NoticeChoiceRow = z.strictObject({ record_id: id, by_mail: count, updated_at: time });

const ReminderChoiceRow = z.strictObject({
  record_id: id,
  by_mail: count,
  leads: text(2_000),
  updated_at: time,
});

const ReminderRow = z.strictObject({
  record_id: id,
  deadline: sum,
  day: text(40),
  days_left: count,
  letter: id,
  told_at: time,
});

/**
 * The tables that go with a record, beside its own row, in the order in which they are brought in: the shape of a row, and
 * the columns that no two rows of one archive share. A column that is added to a table is added here, where older
 * archives lack it with the value that it then has.
 */
export const TABLES = {
  event: { shape: EventRow, key: ['seq'] },
  evidence: { shape: EvidenceRow, key: ['id'] },
  evidence_use: { shape: EvidenceUseRow, key: ['evidence_id', 'subject'] },
  badge: { shape: BadgeRow, key: ['id'] },
  badge_use: { shape: BadgeUseRow, key: ['badge_id', 'subject'] },
  activity: { shape: ActivityRow, key: ['id'] },
  notice: { shape: NoticeRow, key: ['id'] },
  notice_choice: { shape: NoticeChoiceRow, key: ['record_id'] },
  reminder_choice: { shape: ReminderChoiceRow, key: ['record_id'] },
  reminder: { shape: ReminderRow, key: ['deadline'] },
} as const satisfies { [table in keyof Tables]?: { shape: z.ZodObject; key: readonly string[] } };

export type Table = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as Table[];
export type Rows = { [table in Table]: z.infer<(typeof TABLES)[table]['shape']>[] };

/** Tables of a record that stay where they are, and why. A test looks that each table of a record is here or above. */
export const STAYS: { [table: string]: string } = {
  record: 'goes as RecordRow',
  issued_badge: 'says what this installation signed; the signed texts go along, as files to keep',
  badge_offer: 'belongs to the organization that offered; what came of it goes as a badge',
  mail: 'letters are sent from where they were written',
  shown: 'says which of the contents that were in use here a person was last shown',
  feed: 'the address of a calendar is one of the installation that gave it',
  lab_shift:
    'holds the seed of a hidden world, which is told at the debrief and not before; a shift that is over can be taken along from there',
  lab_deed: 'goes with its shift',
};

/**
 * Of those the ones that stay its person's when an archive takes the place of their record: what this installation signed for
 * them, the organizations' own lists of it, by which it can be revoked, and their shifts in the laboratory. In the order in which
 * they are written again.
 */
export const STAYS_THEIRS = [
  'issued_badge',
  'badge_offer',
  'lab_shift',
  'lab_deed',
] as const satisfies readonly (keyof Tables)[];
