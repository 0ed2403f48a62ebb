import type { Library } from '#content/index.ts';
import type { Goal } from '#pathways/index.ts';

const LISTS: { [list: string]: string } = {
  education: 'your degrees and programs', coursework: 'your college hours by subject', experience: 'your work so far',
  credentials: 'the certifications you hold', licenses: 'the licenses you hold', military: 'your military training',
  training: 'your other training', procedures: 'the procedures you have counted', state: 'the state you live in',
  stateSince: 'since when you live in your state', born: 'the year you were born',
}; // prettier-ignore

/** A question of a verdict in words: a place in the record to fill in, or whom to ask. */
export function questionText(ask: string, goal: Goal, library: Library): string {
  if (ask.startsWith('ask:')) {
    const whom = ask.slice(4);
    if (whom === 'the body that owns the rule') return `ask ${bodyName(goal, library)}`;
    if (LISTS[whom] || /\[\d+\]/.test(whom))
      return `ask ${bodyName(goal, library)} whether it counts (${whom})`;
    if (whom === 'birthday') return 'whether your birthday has come this year';
    if (whom.startsWith('no rule')) return whom;
    return `ask ${library.jurisdictions.get(whom)?.name ?? whom}`;
  }
  if (ask.startsWith('rule:')) return `first settle ${ask.slice(5)}`;
  const entry = /^([a-zA-Z]+)\[(\d+)\](?:\.(.+))?$/.exec(ask);
  if (entry) return entry[3] ? `tell ${entry[3]} (${ask})` : `tell more of ${ask}`;
  const subject = /^coursework\.(.+)$/.exec(ask);
  if (subject)
    return `tell your hours of ${subject[1]!.replaceAll('+', ' and ').replaceAll('-', ' ')} (coursework)`;
  return LISTS[ask] ? `tell ${LISTS[ask]} (${ask})` : `tell ${ask}`;
}

const bodyName = (goal: Goal, library: Library): string =>
  bodyOf(goal, library).replace(/, https?:\/\/\S+$/, '');

/** Who can confirm a verdict, with the address. */
export function bodyOf(goal: Goal, library: Library): string {
  if ('body' in goal.entry) {
    const body = library.bodies.get(goal.entry.body);
    return body ? named(body.name, body.url) : goal.entry.body;
  }
  if ('jurisdiction' in goal.entry) {
    const place = library.jurisdictions.get(goal.entry.jurisdiction);
    return place ? named(place.ask.name, place.ask.url) : goal.entry.jurisdiction;
  }
  return `CMS, which owns the federal rule (42 CFR ${goal.entry.cfr})`;
}

const named = (name: string, url: string | null) => (url ? `${name}, ${url}` : name);
