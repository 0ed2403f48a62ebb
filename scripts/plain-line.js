// Run by Vitest as a reporter: counts the tests and prints `N passed, N failed` without colour; when
// scripts/test.js asks for it (BENCHPATH_COUNTS), writes the counts to that file instead.
import { writeFileSync } from 'node:fs';

/** @import { Reporter, TestModule } from 'vitest/node' */

/** @implements {Reporter} */
export default class PlainLine {
  /**
   * @param {ReadonlyArray<TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    let passed = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      // A file that could not be loaded has no tests to count, and is a failure all the same.
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        if (state === 'failed') failed += 1;
      }
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
    }
    const file = process.env['BENCHPATH_COUNTS'];
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
    else console.log(`${passed} passed, ${failed} failed`);
  }
}
