/** A fact of the record that a leaf used, by its place in the record file. */
export type UsedFact = { path: string; text: string };

/**
 * What a leaf says of itself when a proof is wanted: the facts it used, what it found in a sentence, and the
 * questions whose answers could change its verdict (places in the record, or `ask …` for a body to ask).
 */
export type Note = { facts: UsedFact[]; found: string; ask: string[] };

export const emptyNote = (): Note => ({ facts: [], found: '', ask: [] });
