import type { RandomBytes } from '#kernel/ids.ts';
import type { Letters } from '#letters/index.server.ts';
import type { Db } from '#storage/index.server.ts';
import type { Attempts } from './attempts.server.ts';
import type { Auth } from './auth.server.ts';
import type { Known } from './known.server.ts';

/** What the parts of accounts work with. The clock is the real one: better-auth knows no other. */
export type Around = {
  db: Db;
  authOf: (origin: string) => Auth;
  attempts: Attempts;
  known: Known;
  letters: Letters;
  clock: () => Date;
  random: RandomBytes;
};

/** Refused for now: too many tries. `until` is ISO 8601. */
export type Limited = { why: 'limit'; until: string };
