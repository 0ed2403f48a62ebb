import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

/** An element as the published type definitions of FHIR R4 have it. `codes`: the list it is bound to. */
export type Defined = { optional: boolean; list: boolean; type: string; codes: string[] | null };

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@medplum/fhirtypes/package.json')),
  'dist',
);
const texts = new Map<string, string>();
const textOf = (type: string): string => {
  const found = texts.get(type) ?? readFileSync(join(folder, `${type}.d.ts`), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  texts.set(type, found);
  return found;
}; // prettier-ignore

/** What @medplum/fhirtypes, made from HL7's own definitions, says of a type or of a part of it (`Observation`, `ObservationComponent`). */
export function definitionOf(file: string, name: string): Map<string, Defined> | null {
  const body = new RegExp(`export interface ${name}(?:<[^{]*)? \\{([\\s\\S]*?)\\n\\}`).exec(
    textOf(file),
  )?.[1];
  if (body === undefined) return null;
  const found = [...body.matchAll(/^ {2}(?:readonly )?'?(\w+)'?(\?)?: ([^;]+);/gm)];
  return new Map(
    found.map(([, element, optional, written]) => {
      const type = written!.replaceAll(/\s+/g, ' ').trim();
      const bare = type.replace(/\[\]$/, '').replace(/^\((.*)\)$/, '$1');
      const codes = bare.startsWith("'")
        ? bare.split('|').map((one) => one.trim().replaceAll("'", ''))
        : null;
      return [element!, { optional: optional === '?', list: type.endsWith('[]'), type: bare, codes }];
    }),
  );
}
