import { z } from 'zod';
import { entry } from './stated.ts';

/** From the least rank to the highest. */
export const ROLES = ['aide', 'mlt', 'mls', 'lead', 'supervisor', 'pathologist'] as const;
export const Role = z.enum(ROLES);

export const ACTS = [
  'receive', 'label', 'reject', 'run-tests', 'accept-warning', 'repeat-control', 'recalibrate', 'release-without-cause',
  'change-limits', 'accept-lot', 'verify', 'verify-critical', 'verify-delta', 'manual-differential', 'report-abnormal-cells',
  'dilute', 'override-listed-hold', 'override-hold', 'correct-report', 'late-label-exception', 'stop-testing', 'close-bench',
  'declare-downtime',
] as const; // prettier-ignore

const Permission = z.union([z.enum(['yes', 'no', 'cosign']), z.templateLiteral(['escalate to ', Role])]);
export type Permission = z.infer<typeof Permission>;

const ActEntry = z
  .strictObject({
    id: z.enum(ACTS),
    says: z.string(),
    may: z.strictObject({
      aide: Permission,
      mlt: Permission,
      mls: Permission,
      lead: Permission,
      supervisor: Permission,
      pathologist: Permission,
    }),
    /** Who signs where a role may only with a second signature. */
    cosigner: Role.optional(),
    /** Roles the facts speak of; the others are filled in by rank. */
    given: z.array(Role),
    note: z.string().optional(),
  })
  .superRefine((act, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['may'], message });
    for (const role of ROLES) {
      const to = /^escalate to (.*)$/.exec(act.may[role])?.[1] as (typeof ROLES)[number] | undefined;
      if (to && ROLES.indexOf(to) <= ROLES.indexOf(role)) say(`${role} escalates to ${to}, who ranks no higher`);
      if (act.may[role] === 'cosign' && act.cosigner === undefined) say(`${role} needs a second signature; cosigner names none`);
    }
  });

/** content/laboratory/policies/authority.yaml. CLIA goes by the complexity of a test, not by these titles. */
export const Authority = entry({
  label: z.literal('employer policy'),
  acts: z.array(ActEntry),
  /** Acts of one case that two people have to do. */
  separation: z.array(z.strictObject({ id: z.string(), says: z.string() })),
  /** What nobody may do. */
  never: z.array(z.string()),
}).superRefine((a, context) => {
  for (const id of ACTS)
    if (a.acts.filter((act) => act.id === id).length !== 1)
      context.addIssue({ code: 'custom', path: ['acts'], message: `${id} must stand here once` });
});
export type Authority = z.infer<typeof Authority>;

/** content/laboratory/faults/FNN.yaml */
export const FaultEntry = entry({
  id: z.string().regex(/^F\d\d$/),
  name: z.string(),
  phase: z.enum(['preanalytical', 'analytical', 'postanalytical']),
  /** What can be seen of it. */
  clue: z.string(),
  /** What a sound technician does. */
  gold: z.string(),
  /** The least role that may close it. */
  authority: Role,
});
export type FaultEntry = z.infer<typeof FaultEntry>;
