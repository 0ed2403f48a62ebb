/** The door of letters. */
export type { Carrier } from './carrier.server.ts';
export type { Asked, Letter } from './letter.ts';
export { openLetters } from './letters.server.ts';
export type { Letters, Writers } from './letters.server.ts';
export { readCarrier } from './settings.server.ts';
