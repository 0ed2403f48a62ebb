/**
 * What can go wrong with a disk or a database server through no fault of the program: a full disk, no
 * permission, a server that is away. Each becomes one sentence for the person who runs Benchpath: what
 * happened, and what to do. Anything else is a bug and is thrown on.
 */

/** A failure of the surroundings, in one sentence without secrets. */
export type Fault = {
  fault:
    'full' | 'no-access' | 'damaged' | 'disk' | 'busy' | 'unreachable' | 'sign-in' | 'address' | 'secret';
  sentence: string;
};

/** Thrown by storage itself where no driver has a code for what it saw. */
export class StorageFault extends Error {
  readonly fault: Fault['fault'];
  constructor(fault: Fault['fault'], detail: string) {
    super(detail);
    this.fault = fault;
  }
}

// SQLite result codes (https://sqlite.org/rescode.html), Node's errno names, PostgreSQL SQLSTATE
// (https://www.postgresql.org/docs/current/errcodes-appendix.html). The first match counts.
const CODES: [RegExp, Fault['fault']][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|53100)$/, 'full'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/, 'no-access'],
  [/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|EISDIR|42501)$/, 'no-access'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/, 'damaged'],
  [/^(SQLITE_IOERR|EIO$|58030$)/, 'disk'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03$)/, 'busy'],
  [/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|EPIPE)$/, 'unreachable'],
  [/^(08...|57P0[123]|53300)$/, 'unreachable'],
  [/^(28...|3D000)$/, 'sign-in'],
];

// `pg` gives these no code.
const UNCODED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The kind of a driver's error, or null for a bug. */
function kindOf(error: unknown): Fault['fault'] | null {
  if (error instanceof StorageFault) return error.fault;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    CODES.find(([pattern]) => pattern.test(code))?.[1] ?? (UNCODED.test(error.message) ? 'unreachable' : null)
  );
}

/**
 * The sentence for an error, or null when it is a bug.
 * @param where the data folder, or `host/database` of PostgreSQL; never with a password
 */
export function faultOf(error: unknown, where: string): Fault | null {
  const fault = kindOf(error);
  const detail = error instanceof Error ? error.message : '';
  const sentences: Record<Fault['fault'], string> = {
    full: `The disk is full, so Benchpath could not write its data in ${where}: make room and try again; what was saved before is still there.`,
    'no-access': `Benchpath may not read and write its data in ${where} (${detail}): let this account write there, or choose another folder with --data.`,
    damaged: `The data in ${where} is damaged or is not Benchpath's (${detail}): put it aside and restore a backup.`,
    disk: `The disk failed while Benchpath used its data in ${where} (${detail}): check the disk before you go on.`,
    busy: `Another program kept the data in ${where} locked for too long: close the other Benchpath, or try again in a minute.`,
    unreachable: `Benchpath cannot reach PostgreSQL at ${where} (${detail}): check that it runs and that DATABASE_URL names it.`,
    'sign-in': `PostgreSQL at ${where} refused the sign-in (${detail}): check the user, password and database in DATABASE_URL.`,
    address: `DATABASE_URL is not an address of PostgreSQL: it should look like postgresql://user:password@host:5432/benchpath.`,
    secret: `The secret of this installation cannot be used (${detail}): put the file “secret” back into the data folder, or set BENCHPATH_SECRET to at least 32 characters that nobody can guess, the same for every process. If the old one is lost, start once with BENCHPATH_SECRET_LOST=yes: people then sign in anew.`,
  };
  return fault === null ? null : { fault, sentence: sentences[fault] };
}
