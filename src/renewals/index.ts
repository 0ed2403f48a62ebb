export { Activity, ActivityFile, named, type Named } from './activity.ts';
export { allocate, type Ledger } from './allocate.ts';
export { PIECES, fromPieces } from './amount.ts';
export { askText, type Names } from './ask.ts';
export { deadlines, type Deadline } from './deadlines.ts';
export { feedOf } from './feed.ts';
export {
  LONGEST_LEAD,
  MOST_LEADS,
  USUAL_LEADS,
  dueReminders,
  readLeads,
  type Leads,
  type Reminder,
} from './remind.ts';
export { LONGEST_ACTIVITIES, readActivities, type ReadActivities } from './read.ts';
export { activityChangeIn, activityChangeText, activityFields, toldAlike } from './happened.ts';
export { holdingsOf, rulesOf, type Held, type HolderRule, type Rules } from './holdings.ts';
export type { Next } from './next.ts';
export { stand, type Ground, type Kept } from './stand.ts';
export type { Counted, Left, Missing, Standing } from './standing.ts';
export { amountText, areaName, areaNames, kindName, missingText } from './words.ts';
