/** The door of archives: everything that hangs on one record, as one zip, out of and into an installation. */
import { NAMES } from './archive/format.server.ts';
import { unzip } from './zip.server.ts';

export { bringIn } from './archive/bring.server.ts';
export { readArchive, type Archive } from './archive/read.server.ts';
export { writeArchive } from './archive/write.server.ts';

/** What one import may bring: all evidence that a record may have (`ROOM_FOR_EVIDENCE`), and its rows beside it. */
export const LARGEST_ARCHIVE = 120 * 1024 * 1024;

/** The files of an archive as they are, read or not; for whoever unpacks it for its owner. */
export const filesOfArchive = (bytes: Buffer) => unzip(bytes, NAMES);
