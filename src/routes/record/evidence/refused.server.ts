import { LARGEST_EVIDENCE, MOST_EVIDENCE, ROOM_FOR_EVIDENCE, type Added } from '#record/evidence.server.ts';

/** Why a file is not kept, and what to do about it. */
export const REFUSED: { [why in Extract<Added, { refused: string }>['refused']]: string } = {
  empty: 'Choose a file first.',
  'too large': `A file may have ${LARGEST_EVIDENCE / 1024 / 1024} MB at most.`,
  'not a document': 'This is no whole PDF, PNG or JPEG. Scan it again, or save it as a PDF.',
  'too many': `A record may have ${MOST_EVIDENCE} files. Remove one that you no longer need.`,
  'no room': `The files of a record may have ${ROOM_FOR_EVIDENCE / 1024 / 1024} MB together. Remove one that you no longer need, or scan this one smaller.`,
};
