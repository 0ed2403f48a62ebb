import type { Concept } from './basics.ts';
import { UCUM } from './codes.ts';
import { LOINC } from './loinc.ts';
import type { ObservationValue } from './observation.ts';
import { pathOf, type Problem } from './problem.ts';
import type { RequestValue } from './request.ts';
import { schemaFor, type AnyResource } from './resource.ts';

/**
 * What this laboratory asks beyond FHIR: an amount has a UCUM code; a result names whose it is. And what it only points out: a
 * test with no LOINC code, a correction with no note, a resource that is not read here.
 */
export function doorProblems(resource: AnyResource, root: string = resource.resourceType): Problem[] {
  const problems: Problem[] = [];
  const say = (severity: Problem['severity'], problem: string, ...steps: PropertyKey[]): void => {
    problems.push({
      path: pathOf(root, steps),
      problem,
      severity,
      code: severity === 'error' ? 'business-rule' : 'informational',
    });
  };
  const { resourceType: type } = resource;
  const inside = root.endsWith(']') && /contained\[\d+\]$/.test(root);
  if (type !== 'Bundle' && !inside) problems.push(...strayReferences(resource, root));
  if (type === 'Observation') observation(resource as ObservationValue, say);
  if (type === 'ServiceRequest') {
    const { code } = resource as RequestValue;
    if (!code) say('error', 'does not say what is ordered', 'code');
    else if (!hasLoinc(code)) say('warning', 'has no LOINC code', 'code');
  }
  if (!schemaFor(type))
    say('information', `is a ${type}, which is not read here: nothing in it was looked at`);
  (resource['contained'] as AnyResource[] | undefined)?.forEach((inner, i) =>
    problems.push(...doorProblems(inner, pathOf(root, ['contained', i]))),
  );
  if (type === 'Bundle')
    (resource['entry'] as { resource?: AnyResource }[] | undefined)?.forEach(({ resource: inner }, i) => {
      if (inner) problems.push(...doorProblems(inner, pathOf(root, ['entry', i, 'resource'])));
    });
  return problems;
}

/** References to contained resources that are not there. */
function strayReferences(resource: AnyResource, root: string): Problem[] {
  const text = JSON.stringify(resource);
  const there = new Set((resource['contained'] as AnyResource[] | undefined)?.map(({ id }) => id));
  const wanted = [...text.matchAll(/"reference":"#([^"]+)"/g)].map(([, id]) => id!);
  return [...new Set(wanted)]
    .filter((id) => !there.has(id))
    .map((id) => ({ path: root, problem: `refers to #${id}, which it does not contain`, severity: 'error', code: 'invariant', rule: 'ref-1' }));
} // prettier-ignore

type Say = (severity: Problem['severity'], problem: string, ...steps: PropertyKey[]) => void;
const hasLoinc = (concept: Concept): boolean => concept.coding?.some((c) => c.system === LOINC) ?? false;

function observation(o: ObservationValue, say: Say): void {
  if (!o.subject) say('error', 'does not say whose result it is', 'subject');
  if (!hasLoinc(o.code)) say('warning', 'has no LOINC code', 'code');
  if ((o.status === 'corrected' || o.status === 'amended') && !o.note)
    say('warning', 'was changed, and no note says what, when and by whom', 'note');
  unit(o.valueQuantity, say, 'valueQuantity');
  o.component?.forEach((c, i) => unit(c.valueQuantity, say, 'component', i, 'valueQuantity'));
  o.referenceRange?.forEach((range, i) => {
    unit(range.low, say, 'referenceRange', i, 'low');
    unit(range.high, say, 'referenceRange', i, 'high');
  });
}

function unit(
  q: { value?: unknown; system?: string | undefined; code?: string | undefined } | undefined,
  say: Say,
  ...steps: PropertyKey[]
): void {
  if (q?.value === undefined) return;
  if (q.code === undefined)
    say('error', 'has no UCUM code of its unit (1 where there is none)', ...steps, 'code');
  else if (q.system !== UCUM)
    say('error', `names its unit in another system than ${UCUM}`, ...steps, 'system');
}
