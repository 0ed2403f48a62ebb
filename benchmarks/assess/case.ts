import { mustDay } from '#kernel/dates.ts';
import { judge, prepare, type Facts, type Rule } from '#pathways/index.ts';
import { seeded } from '../../src/pathways/testing/draw.ts';
import { book, pool } from '../../src/pathways/testing/onfile.ts';
import { LISTS, drawRecord, type Entry } from '../../src/pathways/testing/records.ts';
import { byHand } from './hand.ts';

/** MLT(ASCP), a bachelor's degree and work: one real pathway to MLS(ASCP). */
export const rule: Rule = book.goals.get('ascp-mls')!.ways.find((w) => w.id === 'route-2')!.rule;
export const at = { on: mustDay('2026-11-22'), state: null };

export type Case = { facts: Facts; met: boolean };

/**
 * Random records with everything told, near enough to the pathway that many meet it. The engines beside ours know
 * only yes and no, so a record whose verdict is unknown (a foreign degree, say) is left out.
 */
export function cases(count: number): Case[] {
  const d = seeded(20_261_122);
  const found: Case[] = [];
  while (found.length < count) {
    const record = drawRecord(d, at.on, pool);
    for (const list of LISTS) record[list].splice(2); // a life has few of each; what the pathway asks comes on top
    const like = d.chance(90);
    if (like) {
      const day = (years: number) => `${2026 - d.below(years)}-0${1 + d.below(9)}-1${d.below(9)}`;
      if (d.chance(85))
        record.credentials.push({ id: 'ascp-mlt', issued: day(6), expires: `${2026 + d.below(4)}-12-31` });
      if (d.chance(85))
        record.education.push({
          degree: 'bachelor',
          field: 'biology',
          completed: day(8),
          accredited: 'regional',
        });
      if (d.chance(40)) record.education.push({ program: 'mlt', accreditor: 'naacls', completed: day(8) });
      if (d.chance(85))
        record.coursework.push({
          subject: 'biology',
          semesterHours: 10 + d.below(20),
          includes: ['microbiology'],
        });
      if (d.chance(85))
        record.coursework.push({
          subject: 'chemistry',
          semesterHours: 10 + d.below(20),
          includes: d.chance(70) ? ['organic-chemistry'] : [],
        });
      const disciplines = [
        'blood-banking',
        'chemistry',
        'hematology',
        'microbiology',
        'immunology',
        'urinalysis',
      ] as const;
      const job = (): Entry<'experience'> => ({
        as: 'laboratory-technician',
        setting: 'hospital',
        from: day(7),
        to: null,
        hoursPerWeek: d.pick([20, 40]),
        disciplines: [...disciplines],
      });
      for (let n = d.below(3); n > 0; n--) record.experience.push(job());
    }
    const facts = prepare(record);
    const v = judge(rule, facts, at);
    if (v !== 1) found.push({ facts, met: byHand(facts, at.on) });
  }
  return found;
}
