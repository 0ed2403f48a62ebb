export { Activity, ActivityFile, named, type Named } from './activity.ts';
export { allocate, type Ledger } from './allocate.ts';
export { PIECES, fromPieces } from './amount.ts';
export { deadlines, type Deadline } from './deadlines.ts';
export { feedOf } from './feed.ts';
export { holdingsOf, rulesOf, type Held, type HolderRule, type Rules } from './holdings.ts';
export type { Next } from './next.ts';
export type { Counted, Left, Missing, Standing } from './standing.ts';
export { amountText, areaName, kindName } from './words.ts';
