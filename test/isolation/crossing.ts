// Looks at what came of an attack: what the answer says of somebody else, and what became of what is theirs.
import type { Site } from '../browser/testing/site.ts';
import type { Cast, Somebody } from './cast.ts';
import { beside } from './owner.ts';
import type { Asked, Told, Visitor } from './visitor.ts';
import { wholeOf, type Whole } from './whole.ts';

/** Names in `things` that tell nothing: numbers of changes, and words that stand in every record. */
const NO_SECRET = ['change', 'change of an activity', 'subject of an activity', 'days before'];

/** Texts that are theirs alone: their mark, which stands in all that they wrote, and every name of anything of theirs. */
export const ownTexts = ({ mark, things }: Somebody): string[] => [
  mark,
  ...Object.entries(things).flatMap(([what, list]) => (NO_SECRET.includes(what) ? [] : list)),
];

/** What an answer says, without what was sent, which may come back on the page, and what this visitor may see. */
export function saidIn({ text }: Told, asked: Asked, seen: readonly string[] = []): string {
  const known = [...seen, ...sentIn(asked)].flatMap((one) => {
    const coded = encodeURIComponent(one);
    return [one, coded, coded.replaceAll('%20', '+')];
  });
  return known
    .filter((one) => one.length > 3)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, one) => rest.replaceAll(one.toLowerCase(), '·'), text.toLowerCase());
}

/** What an answer says that is somebody's own. */
export function leaks(told: Told, asked: Asked, of: Somebody, seen: readonly string[] = []): string[] {
  const text = saidIn(told, asked, seen);
  return ownTexts(of).flatMap((own) => {
    const at = text.indexOf(own.toLowerCase());
    return at < 0 ? [] : [`${own}: …${text.slice(Math.max(0, at - 60), at + 60).replaceAll('\n', ' ')}…`];
  });
}

function sentIn({ path, form = {} }: Asked): string[] {
  const url = new URL(path, 'http://nowhere.invalid');
  const values = [...url.searchParams.values()];
  const parts = [
    ...url.pathname.split('/'),
    ...values,
    ...values.flatMap((v) => v.split(/[/=&]/)),
    url.search,
  ];
  const texts = Object.values(form).filter((value) => typeof value === 'string');
  return [path, encodeURIComponent(path), ...parts, ...parts.map(decodeURIComponent), ...texts];
}

/** Rows that may come to somebody without them: a letter that another asked to be sent to their address. */
const LETTER = /^(mail|proof_of_mail): /; // a proof is what its secret will be compared with

/** What became of somebody's data: what is gone or other than it was, what came, and which letters came. */
export function differences(
  before: Whole,
  after: Whole,
): { gone: string[]; came: string[]; letters: string[] } {
  const [had, has] = [new Set(before), new Set(after)];
  const came = after.filter((row) => !had.has(row));
  return {
    gone: before.filter((row) => !has.has(row)),
    came: came.filter((row) => !LETTER.test(row)),
    letters: came.filter((row) => row.startsWith('mail: ')),
  };
}

export const wholesOf = (site: Site, { ana, xul }: Cast): Promise<Whole[]> =>
  beside(site, async (db) => {
    const wholes = [];
    for (const of of [ana, xul]) wholes.push(await wholeOf(site, db, of));
    return wholes;
  });

/** Asks, and says what went wrong: as `who at what: which text`. A page that breaks is no refusal. */
export async function attempt(
  who: Visitor,
  asked: Asked,
  of: Somebody,
  seen: readonly string[] = [],
): Promise<string[]> {
  const told = await who.ask(asked);
  const where = `${who.name} at ${asked.method} ${asked.path}`;
  const broken = told.status >= 500 && told.status !== 503 ? [`broke: ${told.text.slice(0, 200)}`] : [];
  return [...leaks(told, asked, of, seen), ...broken].map((what) => `${where}: ${what}`);
}
