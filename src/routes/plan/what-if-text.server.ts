import type { Door, WhatIf } from '#pathways/index.ts';
import { app } from '../../app.server.ts';
import { dollars } from './words.ts';

/** A change as the end of "What if …?" */
export function whatIfText(what: WhatIf, known: readonly Pick<Door, 'id' | 'name' | 'kind'>[]): string {
  const { library, book } = app();
  switch (what.kind) {
    case 'budget':
      return what.usd === null ? 'money were no limit' : `you could pay ${dollars(what.usd)}`;
    case 'study':
      return `you had ${what.hours} hours a week for study`;
    case 'work':
      return `you had ${what.hours} hours a week for work and rotations`;
    case 'keep':
      return what.hours === 0
        ? 'you could stop earning for a while'
        : `you had to keep ${what.hours} hours of paid work a week`;
    case 'state':
      return `you lived and worked in ${library.jurisdictions.get(`us-${what.state.toLowerCase()}`)?.name ?? what.state}`;
    case 'goal':
      return `your goal were ${book.goals.get(what.goal)?.short ?? what.goal.replaceAll('-', ' ')}`;
    case 'enlist':
      return 'you would enlist to be trained';
    case 'done': {
      const change = known.find((c) => c.id === what.change);
      const name = change ? change.name[0]!.toLowerCase() + change.name.slice(1) : what.change;
      return change?.kind === 'credential'
        ? `you held ${change.name} today`
        : `you had this behind you: ${name}`;
    }
  }
}
