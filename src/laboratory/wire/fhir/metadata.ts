import type { CapabilityValue } from './capability.ts';
import { PARAMETERS } from './parameters.ts';
import type { FhirStore } from './store.ts';

/** Which installation this is. `since`: the day of this statement. */
export type Installation = { base: string; version: string; since: string };

/** What this server does, as a CapabilityStatement. */
export function metadata(here: Installation, types: Awaited<ReturnType<FhirStore['capability']>>): CapabilityValue {
  const resource = Object.entries(types).map(([type, may]) => ({
    type,
    interaction: [
      { code: 'read' as const },
      { code: 'vread' as const },
      { code: 'search-type' as const },
      ...(may.create ? [{ code: 'create' as const }] : []),
      ...(may.update ? [{ code: 'update' as const }] : []),
    ],
    versioning: may.update ? ('versioned-update' as const) : ('versioned' as const),
    updateCreate: false,
    conditionalCreate: may.create,
    conditionalRead: 'not-match' as const,
    searchParam: Object.entries(PARAMETERS[type] ?? {}).map(([name, { kind }]) => ({ name, type: kind })),
  }));
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: here.since,
    kind: 'instance',
    software: { name: 'Benchpath', version: here.version },
    implementation: { description: 'A simulated core laboratory for practice; no patient is real', url: here.base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [{ mode: 'server', ...(resource.length > 0 ? { resource } : {}) }],
  } as CapabilityValue;
} // prettier-ignore
