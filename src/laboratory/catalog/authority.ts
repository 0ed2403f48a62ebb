import type { ACTS, Authority, FaultEntry, Permission, ROLES } from '#content/laboratory/index.ts';

export type Role = (typeof ROLES)[number];
export type Act = (typeof ACTS)[number];
export type { Authority, Permission };

/**
 * May this role do this? `escalate to ROLE` names the least role that may, or the next on the way. It is the employer's
 * policy and is to be labeled so (`authority.label`); CLIA goes by the complexity of a test.
 */
export function may(authority: Authority, act: Act, role: Role): Permission {
  const row = authority.acts.find((a) => a.id === act);
  if (!row) throw new Error(`the authority table lacks ${act}`);
  return row.may[role];
}

/** Who signs second, where `may` says `cosign`. */
export const cosignerOf = (authority: Authority, act: Act): Role | null =>
  authority.acts.find((a) => a.id === act)?.cosigner ?? null;

/** Something that can go wrong behind a tube, F01 to F35. */
export type Fault = {
  id: string;
  name: string;
  phase: FaultEntry['phase'];
  /** What can be seen of it. */
  clue: string;
  /** What a sound technician does. */
  gold: string;
  /** The least role that may close it. */
  authority: Role;
};

export const faultOf = ({ id, name, phase, clue, gold, authority }: FaultEntry): Fault => ({
  id, name, phase, clue, gold, authority,
}); // prettier-ignore
