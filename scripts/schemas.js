// Run after a change of src/record/schema.ts, of a schema in src/content or of src/cli/outputs.ts, under Node 24:
// node scripts/schemas.js writes schemas/ anew. A test fails while it is out of date.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedSchemas } from '../src/cli/schemas.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'schemas');
const schemas = publishedSchemas();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (name.endsWith('.json') && !schemas.has(name)) rmSync(join(folder, name));
for (const [name, text] of schemas) writeFileSync(join(folder, name), text);
console.log(`${schemas.size} schemas written to ${folder}`);
