import type { Confidence } from '#content/index.ts';

/** A fact of the record that a leaf used, by its place in the record file. */
export type UsedFact = { path: string; text: string };

/**
 * What a leaf says of itself in words when a readable proof is wanted: the facts it used, what it found, and the
 * questions whose answers could change its verdict (places in the record, or `ask:` a body).
 */
export type Note = {
  facts: UsedFact[];
  found: string;
  ask: string[];
  /** How sure another text is that the verdict rests on (a state's own entry, another rule), where it rests on one. */
  sure?: Confidence;
};

/**
 * What a leaf leaves behind. `used` is the proof in its compact form: one bit for each entry of the leaf's list that
 * it counted or weighed, the 32nd for that entry and all after it. `note` is the same in words, where wanted.
 */
export type Log = { used: number; note: Note | null };

/** A log that nobody reads. */
export const UNREAD: Log = { used: 0, note: null };

export const emptyNote = (): Note => ({ facts: [], found: '', ask: [] });

/** The bit of a list's entry. */
export const bitAt = (index: number): number => (1 << Math.min(index, 31)) >>> 0;
