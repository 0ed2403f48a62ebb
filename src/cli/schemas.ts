import { z } from 'zod';
import {
  Assumptions, Body, Continuing, Coverage, Credential, FederalRole, FormulaFile, Jurisdiction, Jurisdictions, License, Move, Sources, Topic, leafSchemas, Condition,
} from '#content/index.ts'; // prettier-ignore
import {
  AnalyteEntry, FaultEntry, FluidEntry, INTERFERENCES, PanelEntry, POLICIES, TubeEntry,
} from '#content/laboratory/index.ts'; // prettier-ignore
import { Record } from '#record/index.ts';
import { ActivityFile } from '#renewals/index.ts';
import { Award, Badge } from '#wallet/index.ts';
import {
  AssessOutput,
  PlanOutput,
  RulesCheckOutput,
  RulesDiffOutput,
  RulesListOutput,
  RulesStaleOutput,
} from './outputs.ts';
import { AstmCheckOutput, AstmParseOutput } from './outputs-astm.ts';
import { ExportOutput, ImportOutput, OpenOutput } from './outputs-archive.ts';
import {
  BadgeCheckOutput,
  BadgeIssueOutput,
  BadgePinOutput,
  BadgeRevokeOutput,
  IssuerRotateOutput,
} from './outputs-badges.ts';
import { ControlFile } from '#laboratory/quality/index.ts';
import { LabListOutput, LabReplayOutput, LabRunOutput } from './outputs-lab.ts';
import { QcOutput } from './outputs-qc.ts';
import { CalcListOutput, CalcOutput } from './outputs-calc.ts';
import { FhirCheckOutput } from './outputs-fhir.ts';
import { Hl7CheckOutput, Hl7ParseOutput } from './outputs-hl7.ts';
import { RenewalsOutput } from './outputs-renewals.ts';
import { BackupOutput, DoctorOutput, MoveOutput, RestoreOutput } from './outputs-data.ts';

type Json = { [key: string]: unknown };

/** The files of one folder of the laboratory, each with a schema of its own. */
function laboratory(
  folder: string,
  schemas: { [id: string]: z.ZodType },
): [file: string, title: string, schema: z.ZodType][] {
  return Object.entries(schemas).map(([id, schema]) => [
    `laboratory-${id}`,
    `content/laboratory/${folder}/${id}.yaml`,
    schema,
  ]);
}

/** What is published in schemas/: file name, title and the schema it is made from. */
const PUBLISHED: [file: string, title: string, schema: z.ZodType][] = [
  ['record', 'A record file, benchpath: record/1', Record],
  ['activities', 'An activities file, benchpath: activities/1', ActivityFile],
  ['credential', 'content/credentials/ID.yaml', Credential],
  ['license', 'content/licenses/us-XX/ID.yaml', License],
  ['federal-role', 'content/federal/ID.yaml', FederalRole],
  ['jurisdiction', 'content/licenses/jurisdictions/us-XX.yaml', Jurisdiction],
  ['jurisdictions', 'content/licenses/jurisdictions/none.yaml and unsettled.yaml', Jurisdictions],
  ['body', 'content/credentials/bodies/ID.yaml', Body],
  ['topic', 'content/…/topics/ID.yaml', Topic],
  ['sources', 'content/sources/*.yaml', Sources],
  ['move', 'content/moves/ID.yaml', Move],
  ['assumptions', 'content/moves/assumptions.yaml', Assumptions],
  ['continuing', 'content/continuing/ID.yaml', Continuing],
  ['coverage', 'content/coverage.yaml', Coverage],
  ['laboratory-analyte', 'content/laboratory/analytes/DEPARTMENT/ID.yaml', AnalyteEntry],
  ['laboratory-tube', 'content/laboratory/tubes/ID.yaml', TubeEntry],
  ['laboratory-fluid', 'content/laboratory/fluids/ID.yaml', FluidEntry],
  ['laboratory-panel', 'content/laboratory/panels/ID.yaml', PanelEntry],
  ['laboratory-fault', 'content/laboratory/faults/ID.yaml', FaultEntry],
  ...laboratory('policies', POLICIES),
  ...laboratory('interferences', INTERFERENCES),
  ['formula', 'content/formulas/ID.yaml', FormulaFile],
  ['assess', 'benchpath assess RECORD --json', AssessOutput],
  ['plan', 'benchpath plan RECORD --goal ID --json', PlanOutput],
  ['renewals', 'benchpath renewals RECORD --json', RenewalsOutput],
  ['rules-list', 'benchpath rules list --json', RulesListOutput],
  ['rules-check', 'benchpath rules check --json', RulesCheckOutput],
  ['rules-stale', 'benchpath rules stale --json', RulesStaleOutput],
  ['rules-diff', 'benchpath rules diff OLD NEW --json', RulesDiffOutput],
  ['calc', 'benchpath calc NAME KEY=VALUE … --json', CalcOutput],
  ['calc-list', 'benchpath calc --list --json', CalcListOutput],
  ['backup', 'benchpath backup --json', BackupOutput],
  ['restore', 'benchpath restore BACKUP --json', RestoreOutput],
  ['doctor', 'benchpath doctor --json', DoctorOutput],
  ['moved', 'benchpath move --to URL --json', MoveOutput],
  ['badge', 'A badge: AchievementCredential of Open Badges 3.0, as it is read here', Badge],
  ['award', 'An award, for benchpath badge issue', Award],
  ['badge-check', 'benchpath badge check FILE --json', BadgeCheckOutput],
  ['badge-issue', 'benchpath badge issue AWARD --json', BadgeIssueOutput],
  ['badge-revoke', 'benchpath badge revoke ID --json', BadgeRevokeOutput],
  ['badge-pin', 'benchpath badge pin FILE --json', BadgePinOutput],
  ['issuer-rotate', 'benchpath issuer rotate --json', IssuerRotateOutput],
  ['astm-parse', 'benchpath astm parse FILE --json', AstmParseOutput],
  ['astm-check', 'benchpath astm check FILE --json', AstmCheckOutput],
  ['export', 'benchpath export --json', ExportOutput],
  ['import', 'benchpath import FILE --json', ImportOutput],
  ['open', 'benchpath open FILE --json', OpenOutput],
  ['fhir-check', 'benchpath fhir check FILE --json', FhirCheckOutput],
  ['hl7-parse', 'benchpath hl7 parse FILE --json', Hl7ParseOutput],
  ['hl7-check', 'benchpath hl7 check FILE --json', Hl7CheckOutput],
  ['controls', 'A file of control values, for benchpath qc', ControlFile],
  ['qc', 'benchpath qc FILE --json', QcOutput],
  ['lab-list', 'benchpath lab list --json', LabListOutput],
  ['lab-run', 'benchpath lab run SCENARIO --json', LabRunOutput],
  ['lab-replay', 'benchpath lab replay LOG --json', LabReplayOutput],
];

/** Every published JSON Schema (draft 2020-12) as text, by file name. */
export function publishedSchemas(): Map<string, string> {
  return new Map(
    PUBLISHED.map(([file, title, schema]) => [
      `${file}.json`,
      `${JSON.stringify(schemaOf(title, schema), null, 2)}\n`,
    ]),
  );
}

const CONDITION = '#/$defs/condition';
const DATE = '^\\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?$';
const DATES = new Set([
  'completed',
  'issued',
  'expires',
  'from',
  'to',
  'until',
  'stateSince',
  'accreditedSince',
  'since',
]);

function schemaOf(title: string, schema: z.ZodType): Json {
  const { $schema, $defs, ...rest } = convert(schema);
  const all = { $schema, title, ...rest, $defs: { ...($defs as Json | undefined) } };
  const defs = all.$defs as Json;
  if (JSON.stringify(all).includes(CONDITION)) Object.assign(defs, conditionDefs());
  if (Object.keys(defs).length > 0) return all;
  const { $defs: _none, ...plain } = all;
  return plain;
}

/** Zod's own conversion; a condition, which zod reads by code, becomes a reference, and dates get their pattern. */
function convert(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema, path }) => {
      if ((zodSchema as unknown) === Condition) {
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
        jsonSchema.$ref = CONDITION;
      }
      const property = path[path.lastIndexOf('properties') + 1];
      const dated = DATES.has(String(property)) && path.lastIndexOf('items') < path.lastIndexOf('properties');
      if (dated && jsonSchema.type === 'string' && !jsonSchema.pattern && !jsonSchema.enum)
        jsonSchema.pattern = DATE;
    },
  }) as Json;
}

/** The closed vocabulary of conditions, by hand where zod reads it by code (src/content/condition.ts). */
function conditionDefs(): Json {
  const list = { type: 'array', minItems: 1, items: { $ref: CONDITION } };
  const leaves = leafSchemas.map((leaf) => {
    const { $schema: _, ...own } = convert(leaf);
    return own as Json & { properties: Json; required: string[] };
  });
  const meta = Object.fromEntries(
    Object.entries(leaves[0]!.properties).filter(([key]) => !leaves[0]!.required.includes(key)),
  );
  const node = (key: string, value: Json): Json => ({
    type: 'object',
    properties: { [key]: value, ...meta },
    required: [key],
    additionalProperties: false,
  });
  const atLeast = {
    type: 'object',
    properties: { count: { type: 'integer', minimum: 1 }, of: list },
    required: ['count', 'of'],
    additionalProperties: false,
  };
  return {
    condition: {
      description: 'What a rule asks for: all, any or at_least of other conditions, or one leaf.',
      anyOf: [node('all', list), node('any', list), node('at_least', atLeast), ...leaves],
    },
  };
}
