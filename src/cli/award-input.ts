import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { pathText } from '#record/index.ts';
import { Award } from '#wallet/index.ts';
import { BadInput } from './refusal.ts';

const HELP = 'see schemas/award.json';

/** The award in a file, YAML or JSON; each problem of it is a line. @param name of the file, for people */
export function awardIn(bytes: Uint8Array, name: string): Award {
  const lines = new LineCounter();
  const doc = parseDocument(new TextDecoder().decode(bytes), { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => `${name}:${lines.linePos(offset).line || 1}`;
  const [syntax] = doc.errors;
  if (syntax)
    throw new BadInput(`${lineAt(syntax.pos[0])}: this is no YAML or JSON; check quotes and indentation`);
  const read = Award.safeParse(valueOf(doc, name));
  if (read.success) return read.data;
  throw new BadInput(
    ...read.error.issues.flatMap((issue) => problemsOf(issue, lineAt(offsetOf(doc, issue.path)))),
  );
}

/** References can make a small text grow without end: an award needs none. */
function valueOf(doc: Document.Parsed, name: string): unknown {
  try {
    return doc.toJS({ maxAliasCount: 0 });
  } catch {
    throw new BadInput(`${name}:1: an award holds no references (& and *); ${HELP}`);
  }
}

/** Where the nearest thing stands that is there. */
function offsetOf(doc: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let known = path.length; known >= 0; known--) {
    const node = doc.getIn(path.slice(0, known), true) as
      { range?: [number, number, number] | null } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

const OUR_WORDS = new Set(['custom', 'too_big', 'too_small', 'invalid_format']);

function problemsOf(issue: z.core.$ZodIssue, line: string): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${line} ${pathText([...issue.path, key])}: nobody knows this key; ${HELP}`,
    );
  const said = OUR_WORDS.has(issue.code)
    ? issue.message
    : issue.message.endsWith('received undefined')
      ? 'is missing'
      : 'is of another kind than stands there in an award';
  return [`${line} ${pathText(issue.path) || 'the award'}: ${said}; ${HELP}`];
}
