// Run while writing content: node src/content/check.ts [text that the file's name must contain]
import { loadLibrary } from './library.server.ts';

const { problems } = loadLibrary('content');
const only = process.argv[2];
const shown = problems.filter((p) => !only || `${p.file}`.includes(only));
for (const p of shown) console.log(`${p.file}:${p.line} ${p.path}: ${p.message}`);
console.log(`${shown.length} problems`);
process.exitCode = shown.length > 0 ? 2 : 0;
