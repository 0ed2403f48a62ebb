import { HELP_ARCHIVE } from './help-archive.ts';
import { HELP_ASTM } from './help-astm.ts';
import { HELP_BADGES } from './help-badges.ts';
import { HELP_CALC } from './help-calc.ts';
import { HELP_DATA } from './help-data.ts';
import { HELP_FHIR } from './help-fhir.ts';
import { HELP_HL7 } from './help-hl7.ts';
import { HELP_LABORATORY } from './help-laboratory.ts';
import { HELP_RENEWALS } from './help-renewals.ts';

/** What --help says, by command. */
export const HELP: { [command: string]: string } = {
  ...HELP_DATA,
  ...HELP_ARCHIVE,
  ...HELP_ASTM,
  ...HELP_BADGES,
  ...HELP_FHIR,
  ...HELP_HL7,
  ...HELP_CALC,
  ...HELP_RENEWALS,
  ...HELP_LABORATORY,
  '': `benchpath: rules, verdicts and plans for medical laboratory people

  benchpath assess RECORD           the verdict on every credential, license and federal role, with proof
  benchpath plan RECORD --goal ID   every best plan to a goal: dates, dollars, sources
  benchpath renewals RECORD         what keeping what you hold still takes, by when, and for which
  benchpath rules list              all rules on file
  benchpath rules show ID           one rule: its pathways, requirements, fees and sources
  benchpath rules check [FOLDER]    is a content folder sound?
  benchpath rules stale             rules not compared with their sources for long
  benchpath rules diff OLD NEW      what changed between two content folders, and whose verdicts change

  benchpath calc NAME KEY=VALUE …   a formula of the bench on your numbers: answer, working, sources; also --list

  benchpath backup                  a verified copy of everything that is kept here
  benchpath restore BACKUP          a backup into an empty place
  benchpath doctor                  is everything that is kept whole, and what to do where it is not
  benchpath move --to URL           from SQLite to PostgreSQL
  benchpath watch --site ADDRESS    tells people what new rules changed for them, for servers and timers
  benchpath remind --site ADDRESS   the reminders that are due, for servers and timers

  benchpath export --to FILE        everything that is kept of one person, as one zip
  benchpath import FILE             such a zip into another installation
  benchpath open FILE --to FOLDER   an encrypted backup, with no account and no server

  benchpath badge check FILE        is a badge sound, without network; also badge issue, show, revoke and pin
  benchpath issuer rotate           a new key for the badges of this installation

  benchpath astm parse FILE         what came over an ASTM line taken apart; astm check: what is wrong with it

  benchpath hl7 parse FILE          HL7 v2 messages taken apart; hl7 check: what is wrong with them
  benchpath fhir check FILE         what is wrong with resources of FHIR R4

  benchpath qc FILE                 control values judged by the rules, with charts

RECORD is a record file (YAML or JSON), or - for standard input. examples/ holds some; schemas/record.json describes it.
Every command takes --help, and --json for programs (described in schemas/).
Exit status: 0 done; 2 what was given cannot be used (one line for each problem); 3 something is wrong with the data, the
disk or the server; 1 our own fault.

Examples
  benchpath assess examples/phlebotomist.yaml
  benchpath assess examples/phlebotomist.yaml --for ascp-pbt
  benchpath plan examples/school-leaver.yaml --goal technician-in-mn
  benchpath rules show us-ca-mlt
`,
  assess: `benchpath assess RECORD [--for ID] [--on DATE] [--json]

The verdict on every credential, license and federal role: met, unmet or unknown. Met names the pathway that decides,
unknown the questions that could settle it, unmet the nearest way. With --for the whole proof of one rule is shown.

  RECORD      a record file (YAML or JSON), or - for standard input
  --for ID    only this rule; may be given again. Ids: benchpath rules list
  --on DATE   the day the rules are applied, like 2026-09-01; default today
  --json      for programs; schemas/assess.json describes it

Examples
  benchpath assess examples/mlt-lapsed.yaml
  benchpath assess examples/mlt-lapsed.yaml --for ascp-mlt --for us-ca-mlt
  benchpath assess examples/texas-to-california.yaml --on 2027-01-15 --json
  cat record.yaml | benchpath assess - --for amt-mlt
`,
  plan: `benchpath plan RECORD --goal ID [--on DATE] [--json]

Every plan to the goal that no other beats on months, dollars out of pocket and ten-year net pay, as a timeline with
what each step costs, pays and is for. Limits are those of the record (hours a week, budget).

  RECORD      a record file (YAML or JSON), or - for standard input
  --goal ID   a credential, a license, a federal role, or a role in a state: technician-in-ca, technologist-in-tx,
              phlebotomist-in-la
  --on DATE   the day the plan begins; default today
  --json      for programs; schemas/plan.json describes it

Examples
  benchpath plan examples/phlebotomist.yaml --goal ascp-pbt
  benchpath plan examples/school-leaver.yaml --goal technician-in-mn --on 2026-07-01
  benchpath plan examples/mlt-to-mls.yaml --goal ascp-mls --json
`,
  rules: `benchpath rules list | show ID | check [FOLDER] | stale | diff OLD NEW

  list        all rules on file with their pathways
  show ID     one rule: its pathways, requirements, fees and sources
  check       reads a content folder and names every problem with file and line
  stale       entries not compared with their sources for long
  diff        which rules changed between two content folders, and whose verdicts change

Each takes --help and --json.

Examples
  benchpath rules list
  benchpath rules show ascp-mlt
  benchpath rules diff ../before/content content --records examples
`,
  'rules list': `benchpath rules list [--json]

All rules on file: credentials, licenses and federal roles, with their pathways.
--json is described in schemas/rules-list.json.

Examples
  benchpath rules list
  benchpath rules list --json
`,
  'rules show': `benchpath rules show ID [--json]

One rule: its pathways and what each requires, how sure it is, fees, notes, sources, and whom to ask.
With --json the entry as it stands in content/; schemas/credential.json, license.json and federal-role.json describe it.

Examples
  benchpath rules show ascp-mlt
  benchpath rules show us-ca-mlt --json
`,
  'rules check': `benchpath rules check [FOLDER] [--json]

Reads a content folder (default: our own) and names every problem with file, line and place: a key nobody knows,
a claim without a source, an id that is not on file, a unit that is no UCUM. The laboratory is read too, if the folder has
one. --json is described in schemas/rules-check.json.

Examples
  benchpath rules check
  benchpath rules check ../draft/content
`,
  'rules stale': `benchpath rules stale [--on DATE] [--json]

Entries that were not compared with their sources for more than 180 days, the longest ago first.

  --on DATE   as of this day; default today
  --json      for programs; schemas/rules-stale.json describes it

Examples
  benchpath rules stale
  benchpath rules stale --on 2027-06-01
`,
  'rules diff': `benchpath rules diff OLD NEW [--records FOLDER] [--on DATE] [--json]

Which rules changed between two content folders: added, removed, changed, and what in words (requirement, confidence,
dates, fees). With --records also whose verdicts change, record by record and pathway by pathway.

  OLD, NEW           two content folders
  --records FOLDER   a folder of record files
  --on DATE          the day the rules are applied; default today
  --json             for programs; schemas/rules-diff.json describes it

Examples
  benchpath rules diff ../before/content content
  benchpath rules diff ../before/content content --records examples --on 2026-12-01
`,
};
