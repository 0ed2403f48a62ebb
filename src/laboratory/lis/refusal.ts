/** Why something is not done. `scope`: it is beyond this person's authority, and may be done on record as such. */
export type Refusal = {
  refused: string;
  kind: 'unknown' | 'state' | 'input' | 'quality' | 'scope';
  ask?: string;
};

export const refuse = (kind: Refusal['kind'], refused: string): Refusal => ({ kind, refused });
export const isRefusal = (value: object): value is Refusal => 'refused' in value;
