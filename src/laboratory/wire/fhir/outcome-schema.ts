import type { z } from 'zod';
import { CodeableConcept } from './basics.ts';
import { element, many, must } from './element.ts';
import { oneOf, text } from './primitives.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** The issue types of FHIR R4. */
export const ISSUE_TYPES = [
  'invalid', 'structure', 'required', 'value', 'invariant', 'security', 'login', 'unknown', 'expired', 'forbidden', 'suppressed',
  'processing', 'not-supported', 'duplicate', 'multiple-matches', 'not-found', 'deleted', 'too-long', 'code-invalid', 'extension',
  'too-costly', 'business-rule', 'conflict', 'transient', 'lock-error', 'no-store', 'exception', 'timeout', 'incomplete',
  'throttled', 'informational',
] as const; // prettier-ignore

/** OperationOutcome: what went wrong (hl7.org/fhir/R4/operationoutcome.html). */
export const OperationOutcome = resource(
  'OperationOutcome',
  element(
    {
      ...typed('OperationOutcome'),
      ...ofDomain,
      issue: must(
        many(
          part({
            severity: must(oneOf('fatal', 'error', 'warning', 'information')),
            code: must(oneOf(...ISSUE_TYPES)),
            details: CodeableConcept,
            diagnostics: text,
            location: many(text),
            expression: many(text),
          }),
        ),
      ),
    },
    {},
    containing,
  ),
);
export type OutcomeValue = z.infer<typeof OperationOutcome>;
