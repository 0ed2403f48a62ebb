import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { pathText } from '#record/index.ts';
import { bakedPng, bakedSvg, type IssuedBadge } from '#wallet/badges.server.ts';
import { Award, LARGEST_PICTURE } from '#wallet/index.ts';
import { BadInput } from './refusal.ts';

/** The bytes of a file, or of standard input for `-`. @param what the file should be, for the refusal */
export async function badgeFile(
  path: string,
  stdin: () => Promise<Uint8Array>,
  what: string,
): Promise<Uint8Array> {
  if (path === '-') return stdin();
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).size > LARGEST_PICTURE)
      throw new BadInput(`${path}: the file is larger than ${LARGEST_PICTURE / 1_000_000} MB; name ${what}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path}: this cannot be read; name ${what}`);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The award in a file, YAML or JSON; each problem of it is a line. @param name of the file, for people */
export function awardIn(bytes: Uint8Array, name: string): Award {
  const lines = new LineCounter();
  const text = new TextDecoder('utf-8').decode(bytes);
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line || 1;
  const [syntax] = doc.errors;
  if (syntax) throw new BadInput(`${name}:${lineAt(syntax.pos[0])}: this is no YAML or JSON; check quotes and indentation`);
  const read = Award.safeParse(doc.toJS({ maxAliasCount: 0 }));
  if (read.success) return read.data;
  throw new BadInput(
    ...read.error.issues.flatMap(({ path, ...issue }) => {
      const node = doc.getIn(path, true) ?? doc.contents;
      const line = lineAt((node as { range?: [number] | null } | null)?.range?.[0]);
      const at = (place: readonly PropertyKey[]) => `${name}:${line} ${pathText(place) || 'the award'}`;
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => `${at([...path, key])}: nobody knows this key; see schemas/award.json`);
      const missing = issue.message.endsWith('received undefined');
      const own = issue.code === 'custom' || issue.code === 'too_big' || issue.code === 'too_small' || issue.code === 'invalid_format';
      return [`${at(path)}: ${missing ? 'it is missing' : own ? issue.message : 'it is of another kind than an award has there'}; see schemas/award.json`];
    }),
  );
}

/** Writes a badge in the form that the file's name asks for: .json, .png or .svg. Never over a file that is there. */
export function writeBadge(path: string, { text, badge }: IssuedBadge): void {
  const forms: { [ending: string]: () => string | Uint8Array } = {
    '.json': () => `${text}\n`,
    '.png': () => bakedPng(text),
    '.svg': () => bakedSvg(text, badge),
  };
  try {
    writeFileSync(path, forms[extname(path).toLowerCase()]!(), { flag: 'wx' });
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new BadInput(`${path}: ${there ? 'there is a file of this name already' : 'this cannot be written'}; the badge is issued: get it at its page, or with benchpath badge show`);
  }
}

/** Refuses a name that says no form, before anything is signed. */
export function checkEnding(path: string): void {
  if (!['.json', '.png', '.svg'].includes(extname(path).toLowerCase()))
    throw new BadInput(`--out ${JSON.stringify(path)} says no form; write a name that ends in .json, .png or .svg`);
}
