/** What --help says of the commands that look after the data. */
export const HELP_DATA: { [command: string]: string } = {
  backup: `benchpath backup [--to FOLDER] [--data FOLDER] [--json]

Copies everything that is kept, while others use it, into a new folder: the database, the evidence, and SHA256SUMS. The
copy is restored into a temporary place at once, and counts as verified when all of it is there. A running server makes
such backups by itself (every 24 hours; BENCHPATH_BACKUP_HOURS) and removes old ones by a rule; those made with --to are
yours to keep. The file \`secret\` of the data folder is not in a backup: keep a copy of it elsewhere.

  --to FOLDER     where the new folder is made; default backups/ of the data folder
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --due HOURS     for servers and timers: only if the last one is so old; then old ones are removed. Prints JSON
  --json          for programs; schemas/backup.json describes it

Examples
  benchpath backup
  benchpath backup --to /media/usb/benchpath
  DATABASE_URL=postgresql://… benchpath backup --data /srv/benchpath --json
`,
  restore: `benchpath restore BACKUP --data EMPTY | --database-url EMPTY [--json]

Puts a backup into an empty place: all of it, compared row by row and file by file, or nothing. A backup of SQLite goes into
PostgreSQL, and the other way round. Nothing is ever written over: a place that has data is refused.

  BACKUP                 a folder that benchpath backup or a server made
  --data FOLDER          restores into SQLite there; with --database-url the folder for evidence
  --database-url URL     restores into this PostgreSQL, which must have no tables
  --json                 for programs; schemas/restore.json describes it

Examples
  benchpath restore ~/.local/share/benchpath/backups/2026-11-22T08-00-00-000Z-regular --data ~/benchpath-restored
  benchpath restore /media/usb/benchpath/2026-11-22T08-00-00-000Z-by-hand --data /srv/benchpath \\
    --database-url postgresql://benchpath@db.example/benchpath
`,
  doctor: `benchpath doctor [--data FOLDER] [--json]

Looks whether everything that is kept is whole, and says what to do where it is not: the place, room on the disk, the log, the
schema, the database's own checks, every record's chain of changes, every file of evidence, the last verified backup and
its age, letters that wait, and the secret. Changes nothing.

  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL
  --json          for programs; schemas/doctor.json describes it

Exit status: 0 nothing is wrong (there may be something to look at); 3 something is wrong.

Examples
  benchpath doctor
  benchpath doctor --data /srv/benchpath --json
`,
  watch: `benchpath watch --site ADDRESS [--data FOLDER]

Tells everybody whose verdicts, plan or continuing education the present rules changed, with before, after and the rule, on
the page "What changed for you", and by letter to accounts that want it. What changed is worked out against the rules that
were in use here before, with each record as it is today. A running server does this by itself (BENCHPATH_RULE_WATCH=no leaves
it to another). Does nothing where it is done, and prints JSON.

  --site ADDRESS  the address of this installation, which stands in the letters
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL

Examples
  benchpath watch --site https://bench.example
  DATABASE_URL=postgresql://… benchpath watch --site https://bench.example --data /srv/benchpath
`,
  move: `benchpath move --to URL [--data FOLDER] [--json]

Moves the rows of SQLite into an empty PostgreSQL: all or none. They are read back, and every table is compared by the number
of its rows and the sum of their hashes, before they count. Stop Benchpath first; while another process has the data open
nothing moves. The old database file stays, and says from then on where its rows are. Evidence and backups stay in the data
folder, which goes on being used. The way back: benchpath backup, then benchpath restore --data EMPTY.

  --to URL        an empty PostgreSQL. A password may come from PGPASSWORD instead of the URL
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder
  --json          for programs; schemas/moved.json describes it

Examples
  benchpath move --to postgresql://benchpath@localhost/benchpath
  PGPASSWORD=… benchpath move --data /srv/benchpath --to postgresql://benchpath@db.example/benchpath --json
`,
};
