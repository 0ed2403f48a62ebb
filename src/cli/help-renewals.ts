/** What --help says of renewals. */
export const HELP_RENEWALS: { [command: string]: string } = {
  renewals: `benchpath renewals RECORD [--activities FILE] [--on DATE] [--json]

What you must still do to keep what you hold, by when, and for which. Every hour counts for each body and state that
accepts it; within each the hours are divided so that as little as possible is missing. Says of each hour what it counted
for, or why it did not, what to do next, and every day to keep.

  RECORD             a record file (YAML or JSON), or - for standard input
  --activities FILE  what you have done (YAML or JSON); without it that is not told. schemas/activities.json describes it
  --on DATE          as of this day; default today
  --json             for programs; schemas/renewals.json describes it

Examples
  benchpath renewals examples/renewals/technician-of-two-states.yaml \\
    --activities examples/renewals/technician-of-two-states.activities.yaml
  benchpath renewals examples/mlt-to-mls.yaml --on 2027-01-15
`,
  remind: `benchpath remind --site ADDRESS [--data FOLDER]

Writes down the reminders that are due, one letter for each person who chose to get them. A running server does this by itself
(BENCHPATH_REMINDERS=no leaves it to another), and sends them. Does nothing where it was done in the last six hours or
another process is at it; nobody is told the same twice. Prints JSON: how many letters were written, how many wait to be
sent, what could not be done, and when to ask again.

  --site ADDRESS  the address of the installation, which stands in the letters
  --data FOLDER   the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL

Examples
  benchpath remind --site https://bench.example
  DATABASE_URL=postgresql://… benchpath remind --site https://bench.example --data /srv/benchpath
`,
};
