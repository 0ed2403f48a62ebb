import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take longest begin first, so that no processor waits for one of them at the end. */
const LONG =
  /(server\/(reminders|watch)|browser\/(pages|accounts|changes|reminders)|isolation\/routes|watch\/sweep|faults\/faults|plan-exact)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return [true, false].flatMap((long) => usual.filter(({ moduleId }) => LONG.test(moduleId) === long));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // One more than a small machine has processors: some tests wait for a server's own clock.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
  },
});
