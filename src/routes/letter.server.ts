import { basename } from 'node:path';

/** What a page says of a letter that it asked for: to whom, and the file where there is no mail server. */
export type LetterSent = { address: string; file: string | null; ours: boolean };

/** On a personal machine the whole path is told; strangers learn only a name that helps whoever runs the installation. */
export function letterSent(address: string, file: string | null): LetterSent {
  const ours = process.env['BENCHPATH_SERVES'] !== 'others';
  return { address, file: file === null || ours ? file : basename(file), ours };
}
