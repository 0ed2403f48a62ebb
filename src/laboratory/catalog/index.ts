export type { Analyte, Department, Field, Reference } from './analyte.ts';
export {
  cosignerOf,
  may,
  type Act,
  type Authority,
  type Fault,
  type Permission,
  type Role,
} from './authority.ts';
export type {
  Catalog,
  ConsistencyCheck,
  CorrelationRule,
  Interferences,
  Policies,
  RejectionReason,
  ReviewRule,
  StabilityEntry,
} from './catalog.ts';
export { referenceFor, type Person } from './reference.ts';
export type { Fluid, Panel, Spin, Tube } from './specimen.ts';
