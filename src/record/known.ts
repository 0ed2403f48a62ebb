import { knownCredentials, FOREIGN_CREDENTIALS, type Library } from '#content/index.ts';

/** Names that a record may use, id → what it is called; states as two letters. */
export type Known = {
  credentials: ReadonlyMap<string, string>;
  licenses: ReadonlyMap<string, string>;
  states: ReadonlyMap<string, string>;
  /** Other spellings of the ids above. */
  aliases: ReadonlyMap<string, string>;
};

/** The names that are on file. */
export function knownIn(library: Library): Known {
  const named = [...library.credentials.values()].flatMap((c) =>
    [c, ...c.members].map(({ id, short }) => [id, short] as const),
  );
  const credentials = new Map(named.filter(([id]) => knownCredentials(library).includes(id)));
  for (const [id, name] of FOREIGN_CREDENTIALS) credentials.set(id, name);
  const entries = [...library.credentials.values(), ...library.licenses.values()];
  return {
    credentials,
    licenses: new Map([...library.licenses.values()].map((l) => [l.id, l.name])),
    states: new Map([...library.jurisdictions.values()].map((j) => [j.id.slice(3).toUpperCase(), j.name])),
    aliases: new Map(entries.flatMap((e) => e.aliases.map((alias) => [alias, e.id] as const))),
  };
}
