import type { z } from 'zod';
import { CodeableConcept, Coding, ref } from './basics.ts';
import { ContactDetail, UsageContext } from './datatypes.ts';
import { element, many, must } from './element.ts';
import { code, dateTime, oneOf, text, unsignedInt, uri, yesNo } from './primitives.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** CapabilityStatement: what a server does (hl7.org/fhir/R4/capabilitystatement.html). */
const Parameter = part({
  name: must(text),
  definition: uri,
  type: must(
    oneOf('number', 'date', 'string', 'token', 'reference', 'composite', 'quantity', 'uri', 'special'),
  ),
  documentation: text,
});
const Operation = part({ name: must(text), definition: must(uri), documentation: text });
const interaction = (codes: readonly [string, ...string[]]) =>
  many(part({ code: must(oneOf(...codes)), documentation: text }));
const OfResource = part(
  {
    type: must(code),
    profile: uri,
    supportedProfile: many(uri),
    documentation: text,
    interaction: interaction(['read', 'vread', 'update', 'patch', 'delete', 'history-instance', 'history-type', 'create', 'search-type']), // prettier-ignore
    versioning: oneOf('no-version', 'versioned', 'versioned-update'),
    readHistory: yesNo,
    updateCreate: yesNo,
    conditionalCreate: yesNo,
    conditionalRead: oneOf('not-supported', 'modified-since', 'not-match', 'full-support'),
    conditionalUpdate: yesNo,
    conditionalDelete: oneOf('not-supported', 'single', 'multiple'),
    referencePolicy: many(oneOf('literal', 'logical', 'resolves', 'enforced', 'local')),
    searchInclude: many(text),
    searchRevInclude: many(text),
    searchParam: many(Parameter),
    operation: many(Operation),
  },
  {},
  (v, report) => {
    const names = v.searchParam?.map((p) => p.name) ?? [];
    if (new Set(names).size < names.length) report('names a parameter twice', ['searchParam'], 'cpb-12');
  },
);
const Rest = part(
  {
    mode: must(oneOf('client', 'server')),
    documentation: text,
    security: part({ cors: yesNo, service: many(CodeableConcept), description: text }),
    resource: many(OfResource),
    interaction: interaction(['transaction', 'batch', 'search-system', 'history-system']),
    searchParam: many(Parameter),
    operation: many(Operation),
    compartment: many(uri),
  },
  {},
  (v, report) => {
    const types = v.resource?.map((r) => r.type) ?? [];
    if (new Set(types).size < types.length) report('names a resource type twice', ['resource'], 'cpb-9');
  },
);
const Messaging = part({
  endpoint: many(part({ protocol: must(Coding), address: must(uri) })),
  reliableCache: unsignedInt,
  documentation: text,
  supportedMessage: many(part({ mode: must(oneOf('sender', 'receiver')), definition: must(uri) })),
});

export const CapabilityStatement = resource(
  'CapabilityStatement',
  element(
    {
      ...typed('CapabilityStatement'),
      ...ofDomain,
      url: uri,
      version: text,
      name: text,
      title: text,
      status: must(oneOf('draft', 'active', 'retired', 'unknown')),
      experimental: yesNo,
      date: must(dateTime),
      publisher: text,
      contact: many(ContactDetail),
      description: text,
      useContext: many(UsageContext),
      jurisdiction: many(CodeableConcept),
      purpose: text,
      copyright: text,
      kind: must(oneOf('instance', 'capability', 'requirements')),
      instantiates: many(uri),
      imports: many(uri),
      software: part({ name: must(text), version: text, releaseDate: dateTime }),
      implementation: part({ description: must(text), url: uri, custodian: ref('Organization') }),
      fhirVersion: must(oneOf('0.01', '0.05', '0.06', '0.11', '0.0.80', '0.0.81', '0.0.82', '0.4.0', '0.5.0', '1.0.0', '1.0.1', '1.0.2', '1.1.0', '1.4.0', '1.6.0', '1.8.0', '3.0.0', '3.0.1', '3.3.0', '3.5.0', '4.0.0', '4.0.1')), // prettier-ignore
      format: must(many(code)),
      patchFormat: many(code),
      implementationGuide: many(uri),
      rest: many(Rest),
      messaging: many(Messaging),
      document: many(
        part({
          mode: must(oneOf('producer', 'consumer')),
          documentation: text,
          profile: must(uri),
        }),
      ),
    },
    {},
    containing,
    (v, report) => {
      if (!v.rest && !v.messaging && !v.document) report('says of nothing what it can do', [], 'cpb-1');
      if (v.description === undefined && !v.software && !v.implementation)
        report('has neither description, software nor implementation', [], 'cpb-2');
      if (v.kind === 'instance' && !v.implementation) report('is of an instance and does not say which', ['implementation'], 'cpb-14'); // prettier-ignore
      if (v.kind === 'capability' && (v.implementation || !v.software)) report('is of a software: it names that, and no instance', ['software'], 'cpb-15'); // prettier-ignore
      if (v.kind === 'requirements' && (v.implementation || v.software)) report('states requirements, and names an instance or a software', [], 'cpb-16'); // prettier-ignore
      v.messaging?.forEach((m, i) => {
        if (m.endpoint && v.kind !== 'instance') report('has an endpoint, and is of no instance', ['messaging', i, 'endpoint'], 'cpb-3'); // prettier-ignore
      });
    },
  ),
);
export type CapabilityValue = z.infer<typeof CapabilityStatement>;
