import { outcome } from './outcome.ts';
import type { Problem } from './problem.ts';
import type { AnyResource } from './resource.ts';
import { spanOf } from './times.ts';

/** Header names in small letters. `path` begins after the base (`/Observation/1`); `query` has no question mark. */
export type Request = {
  method: string;
  path: string;
  query: string;
  headers: { readonly [name: string]: string | undefined };
  body: string;
};
export type Response = { status: number; headers: { [name: string]: string }; body: string };

const JSON_TYPE = 'application/fhir+json; fhirVersion=4.0; charset=utf-8';

export const answer = (status: number, value: unknown, headers: Response['headers'] = {}): Response => ({
  status,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: JSON.stringify(value),
});

/** Every error is an OperationOutcome. */
export const refuse = (
  status: number,
  problems: readonly Problem[],
  headers: Response['headers'] = {},
): Response => answer(status, outcome(problems), headers);
export const refuseWith = (status: number, code: Problem['code'], problem: string, headers: Response['headers'] = {}): Response =>
  refuse(status, [{ path: '', problem, severity: 'error', code }], headers); // prettier-ignore

/** ETag and Last-Modified of a resource that is kept. */
export function versionHeaders({ meta }: AnyResource): Response['headers'] {
  const at = meta?.lastUpdated === undefined ? null : spanOf(meta.lastUpdated);
  return {
    ...(meta?.versionId === undefined ? {} : { etag: `W/"${meta.versionId}"` }),
    ...(at ? { 'last-modified': new Date(at.from).toUTCString() } : {}),
  };
}

/** The version in `W/"3"` or `"3"`; null when it is none. */
export const versionIn = (tag: string): string | null =>
  /^(?:W\/)?"([A-Za-z0-9\-.]{1,64})"$/.exec(tag.trim())?.[1] ?? null;

/** A resource after it was written, as the header Prefer asks for it. */
export function written(request: Request, status: number, resource: AnyResource, headers: Response['headers'] = {}): Response {
  const wish = /\breturn=(minimal|OperationOutcome)\b/.exec(request.headers['prefer'] ?? '')?.[1];
  const all = { ...versionHeaders(resource), ...headers };
  if (wish === 'minimal') return { status, headers: all, body: '' };
  return answer(status, wish ? outcome([]) : resource, all);
} // prettier-ignore

/** Whether JSON of FHIR R4 is among what the client takes. */
export function acceptable(accept: string | undefined, format: string | null): boolean {
  if (format !== null)
    return /^(json|application\/(fhir\+)?json|text\/json)\b/.test(format.replace(' ', '+'));
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((one) => {
    const [type = '', ...rest] = one.split(';').map((part) => part.trim().toLowerCase());
    const none = rest.some((part) => /^q=0(\.0*)?$/.test(part));
    return !none && rightVersion(rest) && /^(\*\/\*|application\/(\*|fhir\+json|json))$/.test(type);
  });
}

/** Whether a body of this content type is read. */
export function readable(contentType: string | undefined): boolean {
  const [type = '', ...rest] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const utf8 = rest.every((part) => !part.startsWith('charset=') || /^charset="?utf-8"?$/.test(part));
  return /^application\/(fhir\+)?json$/.test(type) && utf8 && rightVersion(rest);
}
const rightVersion = (parts: readonly string[]): boolean =>
  parts.every((part) => !part.startsWith('fhirversion=') || /^fhirversion="?4\.0"?$/.test(part));
