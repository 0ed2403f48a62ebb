import type { Situation } from './situation.ts';
import type { PayRole } from './target.ts';

// Rates of pay in dollars per weekly hour and day: what a job pays is this, times hours a week, times days.

const rateOf = (usdPerYear: number, hoursPerWeek: number): number => usdPerYear / (hoursPerWeek * 365.25);

/** What a role pays, by the wages on file for full time. */
export const rateIn = (s: Situation, role: PayRole): number =>
  rateOf(s.pay(role, s.state).usdPerYear ?? 0, 40);

const LABORATORY_PAY: { [work: string]: PayRole } = {
  'laboratory-assistant': 'assistant', phlebotomist: 'phlebotomist', 'laboratory-technician': 'technician', histotechnician: 'technician', 'laboratory-technologist': 'technologist',
  histotechnologist: 'technologist', cytologist: 'technologist', lead: 'technologist', supervisor: 'technologist', manager: 'technologist',
}; // prettier-ignore

/** What the person earns now in a laboratory; 0 without such a job. */
export function presentRate(s: Situation): number {
  const rates = (s.record.experience ?? []).flatMap(({ to, as, payUsdPerYear, hoursPerWeek }) => {
    const role = to === null && as ? LABORATORY_PAY[as] : undefined;
    if (!role) return [];
    return payUsdPerYear !== undefined && hoursPerWeek
      ? rateOf(payUsdPerYear, hoursPerWeek)
      : rateIn(s, role);
  });
  return Math.max(0, ...rates);
}
