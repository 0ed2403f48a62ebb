/** The door of archives: everything that hangs on one record, as one zip, out of and into an installation. */
export { bringIn, type Brought } from './archive/bring.server.ts';
export { readArchive, type Archive } from './archive/read.server.ts';
export { writeArchive } from './archive/write.server.ts';
