import { nearest } from '#kernel/nearest.ts';
import type { Command, Found, Surroundings } from './command.ts';
import { HELP } from './help.ts';
import { BadInput, Trouble } from './refusal.ts';

/**
 * What a command line comes to. `code`: 0 = done, 2 = what was given cannot be used, 3 = something is wrong with data, disk
 * or server, 1 = our own fault.
 */
export type Answer = { code: 0 | 1 | 2 | 3; out: string; err: string };

const COMMANDS: { [name: string]: () => Promise<Command> } = {
  assess: async () => (await import('./assess.ts')).assessCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  renewals: async () => (await import('./renewals.ts')).renewalsCommand,
  calc: async () => (await import('./calc.ts')).calcCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  remind: async () => (await import('./remind.ts')).remindCommand,
  'rules list': async () => (await import('./rules-list.ts')).listCommand,
  'rules show': async () => (await import('./rules-show.ts')).showCommand,
  'rules check': async () => (await import('./rules-check.ts')).checkCommand,
  'rules stale': async () => (await import('./rules-stale.ts')).staleCommand,
  'rules diff': async () => (await import('./rules-diff.ts')).diffCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  move: async () => (await import('./move.ts')).moveCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  import: async () => (await import('./import.ts')).importCommand,
  open: async () => (await import('./open.ts')).openCommand,
  'badge check': async () => (await import('./badge-check.ts')).badgeCheckCommand,
  'badge issue': async () => (await import('./badge-issue.ts')).badgeIssueCommand,
  'badge show': async () => (await import('./badge-show.ts')).badgeShowCommand,
  'badge revoke': async () => (await import('./badge-revoke.ts')).badgeRevokeCommand,
  'badge pin': async () => (await import('./badge-pin.ts')).badgePinCommand,
  'astm parse': async () => (await import('./astm-parse.ts')).astmParseCommand,
  'astm check': async () => (await import('./astm-check.ts')).astmCheckCommand,
  'fhir check': async () => (await import('./fhir-check.ts')).fhirCheckCommand,
  'issuer rotate': async () => (await import('./issuer-rotate.ts')).issuerRotateCommand,
  'hl7 parse': async () => (await import('./hl7-parse.ts')).hl7ParseCommand,
  'hl7 check': async () => (await import('./hl7-check.ts')).hl7CheckCommand,
  'lab list': async () => (await import('./lab-list.ts')).labListCommand,
  'lab run': async () => (await import('./lab-run.ts')).labRunCommand,
  'lab replay': async () => (await import('./lab-replay.ts')).labReplayCommand,
  'lab serve': async () => (await import('./lab-serve.ts')).labServeCommand,
  qc: async () => (await import('./qc.ts')).qcCommand,
};

/** Commands of two words: what may come second. */
const SECOND: { [first: string]: string } = {
  rules: 'list, show, check, stale or diff',
  badge: 'check, issue, show, revoke or pin',
  astm: 'parse or check',
  fhir: 'check',
  issuer: 'rotate',
  lab: 'list, run, replay or serve',
  hl7: 'parse or check',
};

/** Runs one command line and gives the text for standard output. */
async function answer(words: readonly string[], around: Surroundings): Promise<string | Found> {
  const [first, second] = words;
  const end = words.indexOf('--');
  const help = words.slice(0, end < 0 ? undefined : end).some((w) => w === '--help' || w === '-h');
  if (first === undefined || first === 'help' || (help && first.startsWith('-')))
    return HELP[words.slice(1).join(' ')] ?? HELP['']!;
  const name =
    Object.hasOwn(SECOND, first) && second !== undefined && !second.startsWith('-')
      ? `${first} ${second}`
      : first;
  if (help && HELP[name]) return HELP[name];
  if (Object.hasOwn(SECOND, name))
    throw new BadInput(`benchpath ${name} needs ${SECOND[name]}; see benchpath ${name} --help`);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    const [near] = nearest(name, Object.keys(COMMANDS), 1);
    throw new BadInput(
      `there is no command ${JSON.stringify(name)}; ${near ? `did you mean benchpath ${near}?` : 'see benchpath --help'}`,
    );
  }
  return (await load())(words.slice(name.split(' ').length), around);
}

/** Runs one command line. What goes wrong comes back as an answer: with a problem nothing is on standard output. */
export async function run(words: readonly string[], around: Surroundings, debug = false): Promise<Answer> {
  try {
    const said = await answer(words, around);
    return typeof said === 'string' ? { code: 0, out: said, err: '' } : { ...said, err: '' };
  } catch (error) {
    if (error instanceof BadInput) return { code: 2, out: '', err: `${error.lines.join('\n')}\n` };
    if (error instanceof Trouble) return { code: 3, out: '', err: `${error.message}\n` };
    const { message, stack } = error as Error;
    const broken = (error as Error).constructor.name === 'BrokenContent';
    const where = debug ? stack : 'Set BENCHPATH_DEBUG=1 to see where, and please report it.';
    return {
      code: 1,
      out: '',
      err: `Benchpath ${broken ? 'cannot read its own rules' : 'failed'}, and the fault is ours: ${message}\n${broken ? '' : `${where}\n`}`,
    };
  }
}
