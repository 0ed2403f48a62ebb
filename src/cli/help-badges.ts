/** What --help says of the commands about badges. */
export const HELP_BADGES: { [command: string]: string } = {
  badge: `benchpath badge check FILE | issue AWARD | show ID | revoke ID | pin FILE

  check       is a badge sound: seven checks, each passed, failed or skipped, with the reason
  issue       makes a badge of an award and signs it
  show        a badge that was issued here, as JSON or into a file
  revoke      takes a badge back, for ever
  pin         puts an issuer's keys or its list of revoked badges on file

Badges are Open Badges 3.0. Each takes --help.

Examples
  benchpath badge check badge.png
  benchpath badge issue award.yaml --to ana@example.org --out badge.png
`,
  'badge check': `benchpath badge check FILE [--on DATE] [--data FOLDER] [--json]

Looks at a badge in seven ways and says of each whether it passed, failed or could not be looked at here. Nothing is
fetched: the issuer's keys and its list of revoked badges are those on file (benchpath badge pin); a did:key needs none.

  FILE            a badge as JSON, as a signed token, or inside a PNG or SVG picture; - for standard input
  --on DATE       as of this day; default now
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --json          for programs; schemas/badge-check.json describes it

Examples
  benchpath badge check badge.png
  benchpath badge check badge.json --on 2027-01-15 --json
`,
  'badge issue': `benchpath badge issue AWARD [--to EMAIL] [--out FILE] [--data FOLDER] [--json]

Makes a badge of an award, signs it with this installation's key and keeps it in somebody's record. The badge holds the
e-mail only as a hash, and says that it is no certification of a board. Its issuer is this installation: did:web where ORIGIN is
a public https address, and everybody can look at the badge there; otherwise did:key.

  AWARD           a file (YAML or JSON): name, description, criteria, evidence, alignment; schemas/award.json describes it
  --to EMAIL      whose record it goes to; not needed where only one person has a record
  --out FILE      writes it too: .json, .png or .svg, with the badge inside the picture
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --json          for programs; schemas/badge-issue.json describes it

An award is a file such as:

  name: Blood bank, week 3
  description: Worked the third week of the blood bank in the practice laboratory.
  criteria: Scored 80 or more in each of five shifts.
  simulated: true
  evidence: [{ name: Shift report, url: https://lab.example/shift/12 }]
  validUntil: 2029-05-31

Examples
  benchpath badge issue award.yaml --out badge.png
  ORIGIN=https://lab.example benchpath badge issue award.yaml --to ana@example.org --json
`,
  'badge show': `benchpath badge show ID [--out FILE] [--data FOLDER]

A badge that was issued here, as it was signed: on standard output as JSON, or into a file.

  ID              what benchpath badge issue printed
  --out FILE      a name that ends in .json, .png or .svg; a file that is there is never written over
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL

Examples
  benchpath badge show 6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10
  benchpath badge show 6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10 --out badge.svg
`,
  'badge revoke': `benchpath badge revoke ID --reason TEXT [--data FOLDER] [--json]

Takes a badge back, for ever: its place in the status list is set, and everybody who has the list of today sees it.

  ID              what benchpath badge issue printed
  --reason TEXT   why; its holder sees it, and nobody else
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --json          for programs; schemas/badge-revoke.json describes it

Examples
  benchpath badge revoke 6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10 --reason "Given to the wrong person"
`,
  'badge pin': `benchpath badge pin FILE [--data FOLDER] [--json]

Puts a document on file by which badges of others are checked: an issuer's DID document or profile, or its list of revoked
badges. Fetch it yourself, from the address that the check of a badge names: it is believed from then on. It takes the
place of what was on file under its name.

  FILE            the document, as it was fetched
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --json          for programs; schemas/badge-pin.json describes it

Examples
  benchpath badge pin did.json
`,
  issuer: `benchpath issuer rotate

  rotate      a new key for the badges of this installation

It takes --help and --json.

Examples
  benchpath issuer rotate
`,
  'issuer rotate': `benchpath issuer rotate [--lost] [--data FOLDER] [--json]

Makes a new key for the badges of this installation; the first is made when the first badge is issued. Badges signed with
the old key stay good. With ORIGIN (did:web) the issuer keeps its name; without, the name is the key (did:key), and a new key
is a new issuer.

  --lost          the old key may be in other hands, or cannot be opened: nothing it signed is good any more
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --json          for programs; schemas/issuer-rotate.json describes it

Examples
  benchpath issuer rotate
  ORIGIN=https://lab.example benchpath issuer rotate --lost
`,
};
