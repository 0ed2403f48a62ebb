/** When a backup was begun, and what for; both stand in its name: `2026-01-31T10-20-30-000Z-LABEL`. */
export type Named = { name: string; at: Date; label: string };

export const nameOf = (at: Date, label: string): string =>
  `${at.toISOString().replaceAll(/[:.]/g, '-')}-${label}`;

// Earlier versions of Benchpath wrote single files, which end in .sqlite or .jsonl.
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([a-z0-9-]+)(?:\.sqlite|\.jsonl)?$/;

/** Null for what is no finished backup: half-written ones, sums, other people's files. */
export function readName(name: string): Named | null {
  const [, day, hours, minutes, seconds, thousandths, label = ''] = NAME.exec(name) ?? [];
  const at = new Date(`${day}T${hours}:${minutes}:${seconds}.${thousandths}Z`);
  return Number.isNaN(at.getTime()) ? null : { name, at, label };
}
