import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { AssessOutput } from './outputs.ts';
import { inside, root } from './testing/process.ts';

// The verdicts on every example, one rule a line with its pathways. A change here is a change for real people: read it
// against the rules before `vitest -u`.
describe('verdicts on the examples', () => {
  for (const file of readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yaml')))
    test(file, async ({ expect }) => {
      const { code, out, err } = await inside([
        'assess',
        join(root, 'examples', file),
        '--json',
        '--on',
        '2026-07-01',
      ]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const { on, verdicts } = AssessOutput.parse(JSON.parse(out));
      const story = readFileSync(join(root, 'examples', file), 'utf8').split('\n')[0]!;
      const lines = verdicts.map(
        (v) =>
          `${v.verdict.padEnd(8)}${v.id.padEnd(34)}${v.pathways.map((p) => `${p.id} ${p.verdict}`).join(', ')}`,
      );
      await expect([story, `# on ${on}`, ...lines, ''].join('\n')).toMatchFileSnapshot(
        join(root, 'test', 'golden', 'assess', file.replace('.yaml', '.txt')),
      );
    });
});
