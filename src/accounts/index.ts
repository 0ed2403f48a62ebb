/** The door of accounts for whoever needs no database. */
export { readAddress, readName, shortName } from './address.ts';
export { deviceOf } from './device.ts';
export { limits } from './limits.ts';
export { networkOf } from './network.ts';
export { LONGEST_PASSWORD, passwordProblem, SHORTEST_PASSWORD } from './password.ts';
export { givenBy, isRole, mayAward, mayChange, ROLES, seesEverybody, type Role } from './roles.ts';
