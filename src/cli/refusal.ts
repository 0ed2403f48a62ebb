/** What was typed or given cannot be used: each line says what is wrong and what would be right. Exit status 2. */
export class BadInput extends Error {
  readonly lines: readonly string[];
  constructor(...lines: string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** Disk, server or data failed us, in one sentence that says what to do. Exit status 3. */
export class Trouble extends Error {}
