// The command line: `npx benchpath …` inside the repository. Exit status 0 = done, 2 = what was given cannot be used,
// 1 = our own fault.
import { nearest } from '#kernel/nearest.ts';
import type { Command, Surroundings } from './command.ts';
import { BadInput } from './refusal.ts';
import { HELP } from './help.ts';
import { standardInput } from './stdin.server.ts';

const COMMANDS: { [name: string]: () => Promise<Command> } = {
  assess: async () => (await import('./assess.ts')).assessCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  'rules list': async () => (await import('./rules-list.ts')).listCommand,
  'rules show': async () => (await import('./rules-show.ts')).showCommand,
  'rules check': async () => (await import('./rules-check.ts')).checkCommand,
  'rules stale': async () => (await import('./rules-stale.ts')).staleCommand,
  'rules diff': async () => (await import('./rules-diff.ts')).diffCommand,
};

/** Runs one command line and gives the text for standard output. */
async function answer(words: readonly string[], around: Surroundings): Promise<string> {
  const [first, second] = words;
  const end = words.indexOf('--');
  const help = words.slice(0, end < 0 ? undefined : end).some((w) => w === '--help' || w === '-h');
  if (first === undefined || first === 'help' || (help && first.startsWith('-')))
    return HELP[words.slice(1).join(' ')] ?? HELP['']!;
  const name =
    first === 'rules' && second !== undefined && !second.startsWith('-') ? `rules ${second}` : first;
  if (help && HELP[name]) return HELP[name];
  if (name === 'rules')
    throw new BadInput('benchpath rules needs list, show, check, stale or diff; see benchpath rules --help');
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    const [near] = nearest(name, Object.keys(COMMANDS), 1);
    throw new BadInput(
      `there is no command ${JSON.stringify(name)}; ${near ? `did you mean benchpath ${near}?` : 'see benchpath --help'}`,
    );
  }
  return (await load())(words.slice(name.split(' ').length), around);
}

async function main(): Promise<number> {
  const { env, stdout } = process;
  // Whoever reads our output may have read enough (`benchpath … | head`).
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const color = env['NO_COLOR']
    ? false
    : env['FORCE_COLOR']
      ? env['FORCE_COLOR'] !== '0'
      : Boolean(stdout.isTTY) && env['TERM'] !== 'dumb';
  const columns = stdout.columns ?? (Number(env['COLUMNS']) || 100);
  try {
    stdout.write(
      await answer(process.argv.slice(2), {
        color,
        columns: Math.min(Math.max(columns, 60), 140),
        stdin: standardInput,
      }),
    );
    return 0;
  } catch (error) {
    if (error instanceof BadInput) {
      console.error(error.lines.join('\n'));
      return 2;
    }
    const broken = error instanceof Error && error.constructor.name === 'BrokenContent';
    console.error(
      `Benchpath ${broken ? 'cannot read its own rules' : 'failed'}, and the fault is ours: ${(error as Error).message}`,
    );
    if (!broken)
      console.error(
        env['BENCHPATH_DEBUG']
          ? (error as Error).stack
          : 'Set BENCHPATH_DEBUG=1 to see where, and please report it.',
      );
    return 1;
  }
}

process.exitCode = await main();
