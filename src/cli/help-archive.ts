/** What --help says of the commands that carry one record. */
export const HELP_ARCHIVE: { [command: string]: string } = {
  export: `benchpath export --to FILE.zip (--person ADDRESS | --record ID) [--data FOLDER] [--json]

Everything that is kept of one person as one zip: record, history, evidence, badges, with the SHA-256 of each file.
It is not encrypted; /record/backup in the browser makes an encrypted one.

  --to FILE.zip      where it goes; a file that is there is not written over
  --person ADDRESS   the record of the account under this e-mail address
  --record ID        the record of this id
  --data FOLDER      the data folder; default BENCHPATH_DATA, or the system's; DATABASE_URL names a PostgreSQL
  --json             for programs; schemas/export.json describes it

Examples
  benchpath export --to ana.zip --person ana@example.org
`,
  import: `benchpath import FILE (--person ADDRESS [--replace] | --check) [--data FOLDER] [--json]

Brings in what benchpath export, /record/export or /record/backup wrote. Every file is compared with its SHA-256, every
change with the one before it; a file that was changed or damaged is refused whole.

  FILE               a .zip, or a .age: its passphrase is asked for, or read as the first line of standard input
  --person ADDRESS   it becomes the record of the account under this e-mail address
  --replace          in place of the record that the account has; that one is deleted
  --check            only says whether the file is whole; nothing is kept
  --data FOLDER      the data folder; default BENCHPATH_DATA, or the system's; DATABASE_URL names a PostgreSQL
  --json             for programs; schemas/import.json describes it

Without an account, bring the file in at /record/import in the browser.

Examples
  benchpath import ana.zip --check
  benchpath import ana.zip --person ana@example.org
`,
  open: `benchpath open FILE --to FOLDER [--json]

Unpacks an encrypted backup (.age) or a zip of everything, with no account, no server and no database.

  FILE          what /record/backup or benchpath export wrote; the passphrase is asked for, or read as the first line of
                standard input
  --to FOLDER   a new or empty folder
  --json        for programs; schemas/open.json describes it

Examples
  benchpath open benchpath-2026-11-22.age --to my-record
`,
};
