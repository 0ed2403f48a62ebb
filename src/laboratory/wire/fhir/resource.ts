import { z } from 'zod';
import { element, extensions, many, must, type Rule } from './element.ts';
import { code, id, uri } from './primitives.ts';
import { Meta, Narrative } from './datatypes.ts';

/** A resource of any type, as far as all are alike. */
export type AnyResource = {
  resourceType: string;
  id?: string | undefined;
  meta?: { versionId?: string | undefined; lastUpdated?: string | undefined } | undefined;
  [element: string]: unknown;
};

/** The types that are read here, with their schemas; each file of a resource adds its own. */
const READ = new Map<string, z.ZodType>();
export const schemaFor = (type: unknown): z.ZodType | undefined => READ.get(type as string);

/** A resource inside another. A type that is not read here passes as it is; nothing in it is looked at. */
export const Inner = z
  .custom<AnyResource>((v) => typeof v === 'object' && v !== null && !Array.isArray(v), 'is no resource')
  .superRefine((value, context) => {
    if (typeof value?.resourceType !== 'string')
      return context.addIssue({ code: 'custom', message: 'is missing', path: ['resourceType'], params: { kind: 'required' } }); // prettier-ignore
    for (const issue of schemaFor(value.resourceType)?.safeParse(value).error?.issues ?? [])
      context.addIssue({ ...issue } as never);
  });

/** What every resource may hold. */
export const ofResources = { id, meta: Meta, implicitRules: uri, language: code };
/** What a resource about patients, specimens and so on may hold besides. */
export const ofDomain = {
  ...ofResources,
  text: Narrative,
  contained: many(Inner),
  modifierExtension: extensions,
};

/** The constraints on contained resources: hl7.org/fhir/R4/domainresource.html. */
export const containing: Rule<{ contained?: AnyResource[] | undefined }> = (v, report) => {
  const said = v.contained ? JSON.stringify(v) : '';
  const ids = new Set<string>();
  v.contained?.forEach((inner, i) => {
    const at = ['contained', i];
    if ('contained' in inner) report('contains resources itself', [...at, 'contained'], 'dom-2');
    if (inner.id === undefined) report('has no id, so that nothing can refer to it', [...at, 'id'], 'dom-3');
    else if (!said.includes(`"reference":${JSON.stringify(`#${inner.id}`)}`) && !JSON.stringify(inner).includes('"reference":"#"'))
      report('is referred to by nothing in the resource', at, 'dom-3');
    if (inner.id !== undefined && ids.has(inner.id)) report('has the id of another one', [...at, 'id'], 'dom-3');
    if (inner.id !== undefined) ids.add(inner.id);
    if (inner.meta?.versionId !== undefined || inner.meta?.lastUpdated !== undefined)
      report('has a version of its own', [...at, 'meta'], 'dom-4');
    if (inner.meta && 'security' in inner.meta) report('has a security label', [...at, 'meta', 'security'], 'dom-5');
  });
}; // prettier-ignore

/** The schema of a resource type, known from now on by its name. */
export function resource<const T extends string, S extends z.ZodType>(type: T, schema: S): S {
  READ.set(type, schema);
  return schema;
}
export const typed = <const T extends string>(type: T) => ({ resourceType: must(z.literal(type)) });
/** A part of a resource. */
export const part: typeof element = ((shape: object, ...more: []) =>
  element({ modifierExtension: extensions, ...shape } as never, ...more)) as never;
