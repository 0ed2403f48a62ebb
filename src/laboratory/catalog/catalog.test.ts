import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoinc } from '#content/laboratory/index.ts';
import { cosignerOf, may, referenceFor, type Act, type Role } from './index.ts';
import { loadCatalog } from './load.server.ts';

const { catalog } = loadCatalog('content');
const { authority } = catalog.policies;
const ROLES: Role[] = ['aide', 'mlt', 'mls', 'lead', 'supervisor', 'pathologist'];
const acts = authority.acts.map((a) => a.id);

describe('may', () => {
  test.each<[Act, Role, string]>([
    ['receive', 'aide', 'yes'],
    ['reject', 'aide', 'escalate to mlt'],
    ['accept-warning', 'mlt', 'yes'],
    ['verify-critical', 'mlt', 'yes'],
    ['verify-delta', 'mlt', 'escalate to mls'],
    ['verify-delta', 'mls', 'yes'],
    ['accept-lot', 'mls', 'cosign'],
    ['correct-report', 'mlt', 'cosign'],
    ['change-limits', 'mls', 'escalate to supervisor'],
    ['change-limits', 'supervisor', 'yes'],
    ['late-label-exception', 'mls', 'escalate to pathologist'],
    ['declare-downtime', 'mlt', 'escalate to supervisor'],
  ])('%s by %s: %s', (act, role, permission) => expect(may(authority, act, role)).toBe(permission));

  test('nobody releases after a failed control without a cause', () => {
    for (const role of ROLES) expect(may(authority, 'release-without-cause', role)).toBe('no');
  });

  test('escalation leads to somebody who may, or who passes it on, in the end', () => {
    for (const act of acts)
      for (const role of ROLES) {
        let at = role;
        for (let step = 0; step < ROLES.length; step++) {
          const to = /^escalate to (.*)$/.exec(may(authority, act, at))?.[1] as Role | undefined;
          if (!to) break;
          at = to;
        }
        if (at !== role)
          expect(['yes', 'cosign'], `${act} from ${role} ends at ${at}`).toContain(may(authority, act, at));
      }
  });

  test('a second signature comes from somebody who may sign alone', () => {
    for (const act of acts) {
      const cosigner = cosignerOf(authority, act);
      if (cosigner) expect(may(authority, act, cosigner), act).toBe('yes');
    }
  });

  test('rank never takes away what a lower rank has', () => {
    const worth = (p: string) => (p === 'yes' ? 2 : p === 'cosign' ? 1 : 0);
    for (const act of acts)
      for (const [i, role] of ROLES.slice(1).entries())
        expect(worth(may(authority, act, role)), `${act} ${role}`).toBeGreaterThanOrEqual(
          worth(may(authority, act, ROLES[i]!)),
        );
  });
});

describe('referenceFor', () => {
  const of = (id: string, sex: 'F' | 'M' | null, years: number | null) =>
    referenceFor(catalog.analytes.get(id)!, { sex, years });

  test('by sex and age, both ends included', () => {
    expect(of('hgb', 'F', 40)).toMatchObject({ low: 11.6, high: 15 });
    expect(of('hgb', 'M', 40)).toMatchObject({ low: 13.2, high: 16.6 });
    expect([50, 51].map((years) => of('esr', 'F', years)!.high)).toEqual([20, 30]);
    expect([74, 75].map((years) => of('ntprobnp', null, years)!.high)).toEqual([125, 450]);
    expect(of('psa', 'F', 60)).toBeNull();
  });

  test('what is not known decides nothing', () => {
    expect(of('hgb', null, 40)).toBeNull();
    expect(of('psa', null, 60)).toBeNull();
    expect(of('esr', 'M', null)).toBeNull();
    expect(of('k', null, null)).toMatchObject({ low: 3.5, high: 5.1 });
  });

  test('no adult of known sex fits two intervals', () => {
    for (const a of catalog.analytes.values())
      for (const sex of ['F', 'M'] as const)
        for (let years = 18; years <= 110; years++) {
          const rows = a.reference.filter(
            (r) => (r.sex ?? sex) === sex && (r.ageFrom ?? 0) <= years && (r.ageTo ?? 200) >= years,
          );
          expect(rows.length, `${a.id} ${sex} ${years}`).toBeLessThanOrEqual(1);
        }
  });
});

describe('LOINC check digits', () => {
  test('real codes pass', () => {
    for (const code of ['2951-2', '2823-3', '718-7', '58410-2', '24323-8', '20454-5'])
      expect(isLoinc(code), code).toBe(true);
  });

  test('any other digit at one place is caught', () => {
    const codes = [...catalog.analytes.values()].flatMap((a) => a.loinc ?? []);
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat(), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const digits = [...code.replace('-', '')];
        const place = at % digits.length;
        digits[place] = String((Number(digits[place]) + by) % 10);
        return !isLoinc(`${digits.slice(0, -1).join('')}-${digits.at(-1)}`);
      }),
    );
  });

  test.each(['', '2951', '2951-', '-2', '2951-22', 'a951-2', '2951 -2'])('%j is no code', (text) =>
    expect(isLoinc(text)).toBe(false),
  );
});
