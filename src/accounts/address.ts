import { z } from 'zod';
import type { Person } from '#kernel/person.ts';

const ADDRESS = z.email().max(254);
const LONGEST_NAME = 80;

/** An e-mail address in the one form in which we keep it, or null. */
export function readAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  return ADDRESS.safeParse(address).success ? address : null;
}

/** What is seen of no name, or turns round how the text beside it reads (Unicode's UAX 9). */
const UNSEEN = /[\p{Cc}\u00AD\u115F\u1160\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\u3164\uFEFF\uFFA0]/gu;

/** A name of a person or an organization on one line; null when it is longer than 80 characters. It may be empty. */
export function readName(text: string): string | null {
  const name = text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  return name.length <= LONGEST_NAME ? name : null;
}

/** What to call somebody who may not have told a name. */
export const shortName = ({ name, email }: Pick<Person, 'name' | 'email'>): string =>
  name || (email.split('@')[0] ?? email);
