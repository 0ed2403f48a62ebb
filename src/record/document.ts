import { LineCounter, isAlias, isMap, isScalar, parseDocument, visit, type Document } from 'yaml';
import { notTextAt } from '#kernel/text.ts';
import { shown, type RecordProblem } from './problems.ts';

const DEEPEST = 20;
const MOST_PROBLEMS = 50;

/** A problem of a file that is not named yet. */
export type Unnamed = Omit<RecordProblem, 'file'>;

/** What a file is, for words to whoever wrote it: its name, its first line, and how long it may be, in characters. */
export type FileKind = { noun: string; first: string; longest: number; tooLong: string };

/** The value in a file, and the line of a place in it. */
export type ReadDocument =
  { value: unknown; lineOf: (at: readonly PropertyKey[]) => number } | { problems: Unnamed[] };

/** Reads a file of YAML or JSON (JSON is YAML). Never throws: whatever is wrong comes back as problems, each with its line. */
export function readDocument(text: string, kind: FileKind): ReadDocument {
  const refused = unreadable(text, kind);
  if (refused) return { problems: [refused] };
  const lines = new LineCounter();
  let doc: Document.Parsed;
  try {
    doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  } catch {
    const begin = `begin with \`${kind.first}\``;
    return { problems: [problem(1, 'this text cannot be read as YAML or JSON', begin)] };
  }
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const marks = [...doc.errors, ...doc.warnings];
  if (marks.length > 0) {
    const help = syntaxHelp(kind);
    const right = (code: string) => help[code] ?? 'check quotes, brackets and indentation on this line';
    return {
      problems: distinct(marks.map((e) => problem(lineAt(e.pos[0]), syntaxOf(e.message), right(e.code)))),
    };
  }
  const odd = oddities(doc, lineAt);
  if (odd.length > 0) return { problems: odd };
  const value: unknown = doc.toJS({ maxAliasCount: 0 });
  if (value !== null) return { value, lineOf: (at) => lineOf(doc, at, lineAt) };
  const right = `begin with \`${kind.first}\`, then one line for each thing told`;
  return { problems: [problem(1, 'the file is empty', right)] };
}

const problem = (line: number, message: string, right: string, path = ''): Unnamed => ({
  line,
  path,
  message,
  right,
});

/** Texts that no parser is asked to look at. */
function unreadable(text: string, kind: FileKind): Unnamed | null {
  if (text.length > kind.longest)
    return problem(
      1,
      `the file is longer than ${kind.longest.toLocaleString('en-US')} characters`,
      kind.tooLong,
    );
  const strange = notTextAt(text);
  // U+FFFD stands where the bytes of a file were no UTF-8.
  const undecoded = text.indexOf('\ufffd');
  if (strange !== -1 || undecoded !== -1)
    return problem(
      text.slice(0, strange !== -1 ? strange : undecoded).split('\n').length,
      'this is not text: it holds bytes that no text has',
      `save the ${kind.noun} as plain UTF-8 text`,
    );
  let depth = 0;
  for (let i = 0, line = 1; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\n') line++;
    if (c === '[' || c === '{') depth++;
    else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST)
      return problem(
        line,
        `brackets stand more than ${DEEPEST} deep`,
        `close each bracket; a ${kind.noun} needs three levels`,
      );
  }
  return tooDeep(text, kind);
}

/** Indentation (and `- - -`, `? ? ?`) can nest without brackets. */
function tooDeep(text: string, kind: FileKind): Unnamed | null {
  const all = text.split('\n');
  const open: number[] = [];
  for (let i = 0; i < all.length; i++) {
    const line = all[i]!;
    const body = line.trimStart();
    if (body === '' || body.startsWith('#')) continue;
    const indent = line.length - body.length;
    while (open.length > 0 && open.at(-1)! >= indent) open.pop();
    open.push(indent);
    const marks = /^(?:[-?:][ \t]+)*/.exec(body)![0].replace(/[ \t]/g, '').length;
    if (open.length + marks > DEEPEST)
      return problem(i + 1, `lists stand more than ${DEEPEST} deep`, `a ${kind.noun} needs three levels`);
  }
  return null;
}

/** What YAML allows and a record does not use: references, names of types, keys that are no words. */
function oddities(doc: Document.Parsed, lineAt: (offset: number) => number): Unnamed[] {
  const found: Unnamed[] = [];
  const at = (node: { range?: [number, number, number] | null | undefined }) => lineAt(node.range?.[0] ?? 0);
  visit(doc, {
    Node: (_key, node) => {
      if (isAlias(node))
        found.push(
          problem(at(node), 'a reference (*name) is not read', 'write the text out where it belongs'),
        );
      else if ((node as { tag?: string }).tag)
        found.push(problem(at(node), 'a type name (with !) is not read', 'leave it out'));
      if (isMap(node)) {
        const seen = new Set<unknown>();
        for (const pair of node.items) {
          const word = isScalar(pair.key) ? pair.key.value : null;
          if (seen.has(word))
            found.push(
              problem(
                at(pair.key as never),
                `the key ${shown(word)} stands here twice`,
                'keep one of the two lines',
              ),
            );
          seen.add(word);
          if (isScalar(pair.key) && pair.key.value === '__proto__')
            found.push(problem(at(pair.key), 'unknown key "__proto__"', 'leave it out', '__proto__'));
          else if (!isScalar(pair.key) || (typeof pair.key.value !== 'string' && pair.key.value !== null))
            found.push(
              problem(
                at(pair.key as never),
                'a key is not a word',
                'begin the line with a word and a colon, like `state: MN`',
              ),
            );
        }
      }
      return found.length >= MOST_PROBLEMS ? visit.BREAK : undefined;
    },
  });
  return distinct(found);
}

/** The line of a place: of its own key where it has one, else of the nearest thing that holds it. */
function lineOf(
  doc: Document.Parsed,
  path: readonly PropertyKey[],
  lineAt: (offset: number) => number,
): number {
  for (let n = path.length; n > 0; n--) {
    const holder: unknown =
      n === 1 ? doc.contents : doc.getIn(path.slice(0, n - 1) as (string | number)[], true);
    const last = path[n - 1];
    if (isMap(holder)) {
      const pair = holder.items.find((item) => isScalar(item.key) && item.key.value === last);
      const start = (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (start !== undefined) return lineAt(start);
    } else {
      const node = doc.getIn(path.slice(0, n) as (string | number)[], true) as
        { range?: [number, number, number] } | undefined;
      if (node?.range) return lineAt(node.range[0]);
    }
  }
  const top = (doc.contents as { range?: [number, number, number] } | null)?.range?.[0];
  return lineAt(top ?? 0);
}

const syntaxOf = (message: string) =>
  (message.split('\n')[0] ?? '')
    .replace(/; please use .*$/, '')
    .replace(/[.:]$/, '')
    .slice(0, 120);
const syntaxHelp = ({ noun }: FileKind): { [code: string]: string } => ({
  MULTIPLE_DOCS: `one file holds one ${noun}; take out the line \`---\``,
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'indent with spaces, the entries of one list alike',
  MISSING_CHAR: 'close the bracket or the quotes',
});

/** Without repeats, and not more than a person can mend at once. */
export function distinct(problems: Unnamed[]): Unnamed[] {
  const seen = new Set<string>();
  const once = problems.filter((p) => {
    const key = `${p.line} ${p.path} ${p.message}`;
    return !seen.has(key) && seen.add(key);
  });
  return once.slice(0, MOST_PROBLEMS);
}
