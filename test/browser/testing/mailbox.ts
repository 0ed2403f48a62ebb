// The letters of a site without a mail server, as the person at the machine finds them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Site } from './site.ts';

/** A letter as a mail program shows it. */
const readable = (eml: string): string => eml.replaceAll('=\r\n', '').replaceAll('=3D', '=');

export const lettersTo = (site: Site, address: string): string[] => {
  const folder = join(site.place.dataFolder, 'outbox');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  return files
    .map((name) => readable(readFileSync(join(folder, name), 'utf8')))
    .filter((text) => text.includes(`To: ${address}\r\n`));
};

/** The link in the only letter to this address that matches; a letter is written soon after it is asked for. */
export async function linkTo(site: Site, address: string, about = /link/): Promise<string> {
  const found = () => lettersTo(site, address).filter((text) => about.test(text));
  await expect.poll(() => found().length, { timeout: 20_000 }).toBe(1);
  const link = /https?:\/\/\S+[?&]token=\S+/.exec(found()[0]!)?.[0];
  if (!link) throw new Error(`No link in: ${found()[0]}`);
  return link;
}
