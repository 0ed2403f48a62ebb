import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Parsed } from './parsed.server.ts';

/** One thing wrong with a file: where, and what would be right. */
export type Problem = { file: string; line: number; path: string; message: string };

/** Every .yaml file under a folder, in a fixed order. */
export function yamlFiles(folder: string): string[] {
  const found: string[] = [];
  const walk = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.name.endsWith('.yaml')) found.push(path);
    }
  };
  walk(folder);
  return found;
}

/** Parses one YAML text against a schema; problems carry the line they stand on. `kept`: where plain values are kept between runs. */
export function parseYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  file: string,
  kept?: Parsed,
): { value: T } | { problems: Problem[] } {
  const plain = kept?.find(text);
  const known = plain === undefined ? null : schema.safeParse(plain);
  if (known?.success) return { value: known.data };
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (doc.errors.length > 0)
    return { problems: doc.errors.map((e) => ({ file, line: lines.linePos(e.pos[0]).line, path: '', message: e.message.split('\n')[0]! })) };
  const value: unknown = doc.toJS();
  kept?.keep(text, value);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => {
      const path = issue.path.map(String);
      let node: unknown = null;
      for (let n = path.length; n >= 0 && !node; n--) node = doc.getIn(issue.path.slice(0, n) as (string | number)[], true);
      const at = (node as { range?: [number, number, number] } | null)?.range?.[0] ?? 0;
      return { file, line: lines.linePos(at).line, path: path.join('.'), message: issue.message };
    }),
  };
}

export function readYaml<T>(root: string, path: string, schema: z.ZodType<T>, kept?: Parsed) {
  return parseYaml(readFileSync(path, 'utf8'), schema, relative(root, path), kept);
}
