/** What somebody is in an organization, from the most to the least that they may do. */
export const ROLES = ['owner', 'supervisor', 'instructor', 'learner'] as const;
export type Role = (typeof ROLES)[number];

/** Which roles each may give, take and invite to. Nobody gives more than they have; only owners make owners. */
const GIVES: { [role in Role]: readonly Role[] } = {
  owner: ROLES,
  supervisor: ['instructor', 'learner'],
  instructor: ['learner'],
  learner: [],
};

export const isRole = (text: unknown): text is Role => ROLES.some((role) => role === text);

export const givenBy = (role: Role): readonly Role[] => GIVES[role];

export const mayGive = (giver: Role, role: Role): boolean => GIVES[giver].includes(role);

/** Who may change or end the membership of whom: whoever could give that role, and the new one too. */
export const mayChange = (giver: Role, from: Role, to: Role): boolean =>
  mayGive(giver, from) && mayGive(giver, to);

/** Learners see who leads, not who learns with them. */
export const seesEverybody = (role: Role): boolean => role !== 'learner';

/** Who gives badges in the name of an organization, and takes them back: those who answer for what it says of people. */
export const mayAward = (role: Role): boolean => role === 'owner' || role === 'supervisor';
