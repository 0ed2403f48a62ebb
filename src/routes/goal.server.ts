import { targetOf } from '#pathways/index.ts';
import { app } from '../app.server.ts';

/** A goal as it was sent or stands in an address, when it is on file; else null. */
export const goalOnFile = (goal: string | null): string | null =>
  goal !== null && targetOf(app().book, app().library, goal) ? goal : null;

export const NO_SUCH_GOAL = 'This goal is not on file. Choose one from the list.';
