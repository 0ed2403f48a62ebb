import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { bakedPng, bakedSvg, type IssuedBadge } from '#wallet/badges.server.ts';
import { LARGEST_PICTURE } from '#wallet/index.ts';
import { BadInput } from './refusal.ts';

/** The bytes of a file. @param what it should be, for the refusal */
export function badgeFile(path: string, what: string): Uint8Array {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).size > LARGEST_PICTURE)
      throw new BadInput(`${path}: the file is larger than ${LARGEST_PICTURE / 1_000_000} MB; name ${what}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path}: this cannot be read; name ${what}`);
  } finally {
    if (file !== null) closeSync(file);
  }
}

const FORMS: { [ending: string]: (badge: IssuedBadge) => string | Uint8Array } = {
  '.json': ({ text }) => `${text}\n`,
  '.png': ({ text }) => bakedPng(text),
  '.svg': ({ text, badge }) => bakedSvg(text, badge),
};

/**
 * The way to write a badge in the form that a file's name asks for, looked up before anything is signed. A file that is
 * there is never written over.
 */
export function badgeWriter(path: string): (badge: IssuedBadge) => void {
  const form = FORMS[extname(path).toLowerCase()];
  if (!form)
    throw new BadInput(
      `--out ${JSON.stringify(path)} says no form; write a name that ends in .json, .png or .svg`,
    );
  return (badge) => {
    try {
      writeFileSync(path, form(badge), { flag: 'wx' });
    } catch (error) {
      const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      const why = there ? 'a file of this name is there already' : 'this cannot be written';
      throw new BadInput(
        `${path}: ${why}; write the badge elsewhere: benchpath badge show ${badge.id} --out FILE`,
      );
    }
  };
}
