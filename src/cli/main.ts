// The command line: `npx benchpath …` inside the repository. Exit status 0 = done, 2 = what was given cannot be used,
// 3 = something is wrong with data, disk or server, 1 = our own fault.
import { run } from './answer.ts';
import { standardInput } from './stdin.server.ts';

const { env, stdout } = process;
// Whoever reads our output may have read enough (`benchpath … | head`).
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const forced = env['FORCE_COLOR']
  ? env['FORCE_COLOR'] !== '0'
  : Boolean(stdout.isTTY) && env['TERM'] !== 'dumb';
const columns = Math.min(Math.max(stdout.columns ?? (Number(env['COLUMNS']) || 100), 60), 140);
const around = { color: !env['NO_COLOR'] && forced, columns, stdin: standardInput };
const { code, out, err } = await run(process.argv.slice(2), around, Boolean(env['BENCHPATH_DEBUG']));
stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
