// Run by scripts/begin.js for `npm run bench -- NAME`: runs benchmarks/NAME.ts or benchmarks/NAME/index.ts.
// Without a name it lists them.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goOnUnder } from './bootstrap/runtime.js';

/**
 * @param {string} root
 * @param {string[]} args
 */
export async function bench(root, [name, ...rest]) {
  const names = benchmarks(root);
  if (name === undefined) {
    console.log(names.length ? `Benchmarks (npm run bench -- NAME):` : 'There are no benchmarks yet.');
    for (const each of names) console.log(`  ${each}`);
    return 0;
  }
  if (!names.includes(name)) {
    console.error(`There is no benchmark "${name}". npm run bench lists those there are.`);
    return 1;
  }
  const folder = join(root, 'benchmarks');
  const file = [join(folder, `${name}.ts`), join(folder, name, 'index.ts')].find(existsSync) ?? '';
  return goOnUnder(process.execPath, ['--no-warnings', file, ...rest]);
}

/** @param {string} root */
export function benchmarks(root) {
  const folder = join(root, 'benchmarks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory()
        ? existsSync(join(folder, entry.name, 'index.ts'))
        : entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'),
    )
    .map((entry) => entry.name.replace(/\.ts$/, ''))
    .sort();
}
