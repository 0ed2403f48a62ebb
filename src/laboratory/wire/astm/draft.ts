import type { Link, LinkEvent } from './state.ts';

/** A link in the middle of a step. */
export type Draft = { -readonly [Key in keyof Link]: Link[Key] } & {
  output: Uint8Array[];
  events: LinkEvent[];
};

export const put = (draft: Draft, byte: number): void => {
  draft.output.push(Uint8Array.of(byte));
};
export const say = (draft: Draft, event: LinkEvent): void => {
  draft.events.push(event);
};
