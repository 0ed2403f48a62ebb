/** Where questions find the names of things. */
export type Names = {
  /** The body that owns the rule. */
  body: string;
  /** The title of an activity; null where there is none of that id. */
  title: (id: string) => string | null;
};

const OF_ACTIVITY: { [attribute: string]: (title: string) => string } = {
  accreditation: (title) => `who approved ${title}: look at its certificate`,
  hours: (title) => `how many hours ${title} took`,
  points: (title) => `how many points ${title} gives`,
  minutesPerHour: (title) => `how many minutes an hour of ${title} has, 50 or 60`,
  areas: (title) => `what ${title} was about`,
  kind: (title) => `what kind of activity ${title} was`,
  date: (title) => `on which day ${title} was finished`,
};

const OF_HOLDING: { [attribute: string]: string } = {
  expires: 'the day on which it expires',
  issued: 'the day on which you first got it',
  categories: 'the categories that stand on the license',
};

/** A question of a standing in words, to go after "tell" or "ask": the verb comes with it. */
export function askText(ask: string, { body, title }: Names): string {
  if (ask === 'activities') return 'tell what you have done to keep up';
  if (ask.startsWith('ask:')) return `ask ${ask === 'ask:the body that owns the rule' ? body : ask.slice(4)}`;
  const dot = ask.lastIndexOf('.');
  const [owner, attribute] = [ask.slice(0, dot), ask.slice(dot + 1)];
  const name = title(owner);
  const said = name === null ? OF_HOLDING[attribute] : OF_ACTIVITY[attribute]?.(`“${name}”`);
  return `tell ${said ?? attribute}`;
}
