import type { View } from '#laboratory/shift/index.ts';
import { next } from '#laboratory/expert/index.ts';

/** What a good technologist would think now, from what can be seen; for learn mode. */
export const hintFor = (view: View): string => next(view).because;
