import { check, readJson, ucum, type Problem, type Units } from '#laboratory/wire/fhir/index.ts';
import { json, readWords, type Command } from './command.ts';
import { shown } from './hl7-parse.ts';
import { messageFile } from './message-file.server.ts';
import type { FhirCheckOutput } from './outputs-fhir.ts';
import { BadInput } from './refusal.ts';
import { paints, wrap, type Paint } from './text.ts';

export const fhirCheckCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['FILE, a resource or a Bundle as JSON, or one on each line, or -'],
    'fhir check',
  );
  const { name, bytes } = await messageFile(positionals[0]!, around.stdin);
  const resources = resourcesIn(new TextDecoder('utf-8').decode(bytes), name);
  const units = await ucum();
  const found = resources.map((one) => looked(one, units));
  const problems = found.flatMap(({ problems: own }, i) =>
    own.map((p) => ({ resource: i + 1, line: resources[i]!.line, ...p })),
  );
  const verdict = problems.some((p) => p.severity === 'error') ? 'not valid' : 'valid';
  if (values['json'])
    return json({ verdict, resources: resources.length, problems } satisfies FhirCheckOutput);
  const paint = paints(around.color);
  return [
    `${name}: ${paint.bold(verdict)}`,
    ...found.flatMap(({ title, problems: own }, i) => [
      resources.length > 1 ? `line ${resources[i]!.line}: ${title}` : title,
      ...(own.length === 0 ? ['  no problems'] : own.map((p) => line(p, around.columns, paint))),
    ]),
    '',
  ].join('\n');
};

type Given = { line: number; text: string };

/** One resource, or NDJSON: one on each line. What is not JSON refuses the file, each with its line. */
function resourcesIn(text: string, name: string): Given[] {
  const whole = text.trim();
  if (whole === '') throw new BadInput(`${name}: it is empty; a resource of FHIR is a JSON object`);
  const first = text.slice(0, text.indexOf(whole[0]!)).split('\n').length;
  const read = readJson(whole);
  if ('value' in read || read.problem.code === 'structure') return [{ line: first, text: whole }];
  const lines = text.split(/\r?\n/).map((one, i) => ({ line: i + 1, text: one.trim() }));
  const given = lines.filter((one) => one.text !== '');
  // A file of which not even the first line is JSON is one resource that is broken, not many.
  const many = given.length > 1 && 'value' in readJson(given[0]!.text);
  if (!many) throw new BadInput(`${name}:${first}: it ${read.problem.problem}`);
  const bad = given.flatMap((one) => {
    const { problem } = { problem: undefined, ...readJson(one.text) };
    return problem && problem.code !== 'structure' ? [`${name}:${one.line}: it ${problem.problem}`] : [];
  });
  if (bad.length > 0) throw new BadInput(...bad);
  return given;
}

function looked({ text }: Given, units: Units): { title: string; problems: Problem[] } {
  const checked = check(text, units);
  const read = readJson(text);
  const { resourceType, id } = ('value' in read ? (read.value ?? {}) : {}) as { [name: string]: unknown };
  const title = typeof resourceType === 'string' ? shown(resourceType) : 'no resource';
  return {
    title: typeof id === 'string' ? `${title}/${shown(id)}` : title,
    problems: 'problems' in checked ? checked.problems : checked.notices,
  };
}

const SHAPE: { [S in Problem['severity']]: string } = {
  error: '○ error  ',
  warning: '◐ warning',
  information: '● note   ',
};
function line({ path, problem, severity, rule }: Problem, columns: number, paint: Paint): string {
  const color = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.dim;
  const said = shown(`${path ? `${path}: ` : ''}${problem}${rule ? ` (${rule})` : ''}`);
  return `  ${color(SHAPE[severity])} ${wrap(said, columns, ' '.repeat(12)).trimStart()}`;
}
