import type { z } from 'zod';
import './bundle.ts';
import './capability.ts';
import './observation.ts';
import './outcome-schema.ts';
import './patient.ts';
import './report.ts';
import './request.ts';
import './specimen.ts';
import './task.ts';
import { codeProblems, type Units } from './codes.ts';
import { doorProblems } from './door.ts';
import { readJson, walkable } from './json.ts';
import { pathOf, type Problem } from './problem.ts';
import { schemaFor, type AnyResource } from './resource.ts';

/** A sound resource, with what is only pointed out; or what is wrong with it, at least one error. */
export type Checked = { resource: AnyResource; notices: Problem[] } | { problems: Problem[] };

const MOST_TOLD = 100;

/**
 * Looks at a resource of FHIR R4: as JSON text, or as a value read from JSON. Never throws for what it is given.
 * @param units knows the units of UCUM
 */
export function check(given: unknown, units?: Units): Checked {
  if (typeof given === 'string') {
    const read = readJson(given);
    return 'problem' in read ? { problems: [read.problem] } : check(unstring(read.value), units);
  }
  const refuse = (problem: string, code: Problem['code'], path = ''): Checked => ({
    problems: [{ path, problem, severity: 'error', code }],
  });
  if (!walkable(given)) return refuse('is nested too deep, or too large', 'too-long');
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return refuse('is no JSON object', 'structure');
  const type: unknown = (given as { resourceType?: unknown }).resourceType;
  if (typeof type !== 'string') return refuse('is missing, or no text', 'required', 'resourceType');
  const schema = schemaFor(type);
  if (!schema) return refuse(`${JSON.stringify(type.slice(0, 64))} is no resource that is read here`, 'not-supported', 'resourceType');
  const read = schema.safeParse(given);
  const coded = codeProblems(type, given, units);
  const formed = read.error?.issues.flatMap((issue) => problemsOf(issue, type)) ?? [];
  const told = read.success ? doorProblems(read.data as AnyResource) : [];
  const problems = [...formed, ...coded, ...told].slice(0, MOST_TOLD);
  if (problems.some((p) => p.severity === 'error') || !read.success) return { problems };
  return { resource: read.data as AnyResource, notices: problems };
} // prettier-ignore

/** Text that holds only a string must not be read a second time. */
const unstring = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);

/** One issue of zod in words of ours. */
function problemsOf(issue: z.core.$ZodIssue, type: string): Problem[] {
  const path = pathOf(type, issue.path);
  const error = (problem: string, code: Problem['code'], at = path, rule?: string): Problem => ({
    path: at,
    problem,
    severity: 'error',
    code,
    ...(rule ? { rule } : {}),
  });
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => error('is no element of this name', 'structure', `${path}.${key.slice(0, 64)}`));
  if (issue.code === 'custom') {
    const { kind, rule } = (issue.params ?? {}) as { kind?: Problem['code']; rule?: string };
    return [error(issue.message, kind ?? 'value', path, rule)];
  }
  if (issue.message.endsWith('received undefined')) return [error('is missing', 'required')];
  if (issue.code === 'invalid_value') return [error(`is none of ${issue.values.join(', ')}`, 'code-invalid')];
  if (issue.code === 'invalid_type') return [error(`is not ${KINDS[issue.expected] ?? issue.expected}`, 'structure')];
  if (issue.code === 'invalid_union') return [error('is not what stands here', 'structure')];
  return [error(lowered(issue.message), issue.code === 'invalid_format' ? 'value' : 'structure')];
} // prettier-ignore

const KINDS: { [expected: string]: string } = {
  string: 'a text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};
const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);
