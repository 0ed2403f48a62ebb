// How an attack is written down: at which door, with which of the owner's names in which place.
import type { Things } from '../owner.ts';
import type { Form } from '../visitor.ts';

/** What comes of it for the owner: it `shows` their own texts, `changes` what is kept of them, `mails` them a letter. */
type Does = 'shows' | 'changes' | 'mails' | 'neither';
type Ask = { path: string; form?: Form };

/**
 * Everything of the owner as files, as if they had been lost on the way; the version of the asker's own record; and the text
 * of a badge that is nobody's here.
 */
export type Given = { archive: Blob; sealed: Blob; version: string; badge: string };

export type Attack = {
  /** As `doors` names it. */
  door: string;
  does: Does;
  /** Why not even the owner gets anything by it, or why anybody may do it. */
  why?: string;
  /** It ends something of whoever sends it, so that it is sent last: their session, or what they have of their own. */
  ends?: 'session' | 'record' | 'account';
  /** @param own what the attacker has of the same kind; empty where nothing */
  asks: (of: Things, own: Things, given: Given) => Ask[];
};

type Ids = (of: Things) => readonly string[];

export const all = (of: Things, what: string): readonly string[] => of[what] ?? [];
/** One name of a kind; a word that names nothing where the owner has none. */
export const one = (of: Things, what: string): string => all(of, what)[0] ?? 'none';
/** Whose all this is, told in fields that no form has, should anything believe them. */
export const whose = (of: Things): Form => ({
  record: one(of, 'record'),
  person: one(of, 'person'),
  person_id: one(of, 'person'),
  owner: one(of, 'person'),
  session: one(of, 'session'),
});

const pathOf = (door: string): string => door.replace(/^[A-Z]+ /, '');

/** A page or file about whoever asks: as it is, and asked with the owner's names. */
export const page = (path: string, ...queries: Ids[]): Attack => ({
  door: `GET ${path}`,
  does: 'shows',
  asks: (of) => [
    { path },
    { path: `${path}?${new URLSearchParams(whose(of) as { [name: string]: string })}` },
    ...queries.flatMap((make) => make(of).map((query) => ({ path: `${path}?${query}` }))),
  ],
});

/** A page or file that is addressed by a name. */
export const named = (route: string, paths: Ids): Attack => ({
  door: `GET ${route}`,
  does: 'shows',
  asks: (of) => paths(of).map((path) => ({ path })),
});

/** A form that is sent with the owner's names in it. */
export const form = (
  door: string,
  forms: (of: Things, own: Things, given: Given) => Form[],
  path = pathOf(door),
): Attack => ({
  door: `POST ${pathOf(door)}`,
  does: 'changes',
  asks: (...with_) => forms(...with_).map((each) => ({ path, form: { ...whose(with_[0]), ...each } })),
});

/** Nobody gets anything by it, not the owner either. */
export const quiet = (why: string, attack: Attack): Attack => ({ ...attack, does: 'neither', why });
