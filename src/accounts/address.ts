import { z } from 'zod';
import type { Person } from '#kernel/person.ts';

const ADDRESS = z.email().max(254);
const LONGEST_NAME = 80;

/** An e-mail address in the one form in which we keep it, or null. */
export function readAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  return ADDRESS.safeParse(address).success ? address : null;
}

/** A name of a person or an organization on one line; null when it is longer than 80 characters. It may be empty. */
export function readName(text: string): string | null {
  const name = text.replace(/\s+/g, ' ').trim();
  return name.length <= LONGEST_NAME ? name : null;
}

/** What to call somebody who may not have told a name. */
export const shortName = ({ name, email }: Pick<Person, 'name' | 'email'>): string =>
  name || (email.split('@')[0] ?? email);
