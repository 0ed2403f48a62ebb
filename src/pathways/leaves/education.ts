import { LEVELS, PROGRAMS, type Discipline } from '#kernel/words.ts';
import type { LeafOf } from '#content/index.ts';
import { accreditorBits, accreditorOf, bitsOf, rankOf, type FDegree, type FProgram } from '../entries.ts';
import type { Facts } from '../facts.ts';
import { fieldFits } from '../fields.ts';
import { UNREAD } from '../note.ts';
import { MET, UNKNOWN, UNMET, least, most, type V } from '../verdict.ts';
import type { At, LeafTest } from './leaf.ts';
import { askDate, readyDone } from './time.ts';
import { askHours, scienceHours } from './coursework.ts';

/** A degree of at least the level: field, accreditation, date and science hours all looked at. */
export function degreeTest(leaf: LeafOf<'degree'>['degree']): LeafTest {
  const rank = rankOf(leaf.level);
  const schools = leaf.accredited && SCHOOLS[leaf.accredited];
  const done = readyDone(leaf.within);
  // Only a physician's degree is a physician's degree; otherwise the stated degree or a higher one will do.
  const high = leaf.level === 'physician' ? (d: FDegree) => d.rank === rank : (d: FDegree) => d.rank >= rank;
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.degrees !== undefined ? UNMET : UNKNOWN;
    for (let degree = facts.degrees; degree; degree = degree.next) {
      if (!high(degree)) continue;
      log.used |= degree.bit;
      const asks: string[] | null = note ? [] : null;
      let v = done(degree.completed, at.on);
      const field = fieldFits(degree.field, leaf.fields);
      if (field === UNKNOWN)
        asks?.push(
          degree.field === null ? `${degree.path}.field` : `ask:whether ${words(degree.field)} counts`,
        );
      v = least(v, field);
      if (schools) {
        const accredited = schoolFits(degree.accredited, schools);
        if (accredited === UNKNOWN)
          asks?.push(
            degree.accredited === 0 ? `${degree.path}.accredited` : 'ask:whether a foreign degree counts',
          );
        v = least(v, accredited);
      }
      if (v !== UNMET && leaf.scienceHours !== undefined) {
        const science = scienceHours(facts, leaf.scienceHours);
        if (science === UNKNOWN)
          asks?.push(
            ...(facts.courses !== undefined ? askHours(facts.courses, ['science'], at.on) : ['coursework']),
          );
        v = least(v, science);
      }
      if (note) {
        note.facts.push({ path: degree.path, text: degreeText(degree) });
        if (v === UNKNOWN) {
          const date = askDate(degree.completed, `${degree.path}.completed`, at.on, leaf.within);
          note.ask.push(...asks!, ...(date === null ? [] : [date]));
        }
      }
      verdict = most(verdict, v);
    }
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    if (note && verdict === UNKNOWN && facts.degrees === undefined) note.ask.push('education');
    return verdict;
  };
}

/** Whose accreditation of the school will do, as bits. */
const SCHOOLS = {
  regional: accreditorBits(['regional']),
  institutional: accreditorBits(['regional', 'national']),
};
const FOREIGN = accreditorBits(['foreign']);

// Foreign degrees need an evaluation that our record does not hold: a question, not a yes or a no.
function schoolFits(accredited: number, asked: number): V {
  if (accredited & asked) return MET;
  return accredited === 0 || accredited === FOREIGN ? UNKNOWN : UNMET;
}

const degreeText = (d: FDegree) => `${LEVELS[d.rank]} degree${d.field ? ` in ${words(d.field)}` : ''}`;
const words = (id: string) => id.replaceAll('-', ' ');

const ANYBODY = -1;
const OTHER = accreditorBits(['other']);
/** Accreditors that a record file would name, were they the program's. */
const NAMED = accreditorBits(['naacls', 'abhes', 'caahep', 'foreign']);
const MLS_ABROAD = PROGRAMS.indexOf('mls-foreign');

/** Was the program accredited by one of these when the person finished? */
function accreditorFits(program: FProgram, accepted: number): V {
  if (accepted === ANYBODY) return MET;
  if (program.type === MLS_ABROAD && accepted & FOREIGN) return MET;
  if (program.accreditor === 0) return UNKNOWN;
  if (accepted & program.accreditor) {
    if (!program.since) return MET;
    if (!program.completed) return UNKNOWN;
    if (program.since.latest <= program.completed.earliest) return MET;
    return program.since.earliest <= program.completed.latest ? UNKNOWN : UNMET;
  }
  // "other" may be one of the accreditors that a record file has no word of its own for.
  return program.accreditor === OTHER && accepted & ~NAMED ? UNKNOWN : UNMET;
}

/** Which answer is missing when the accreditation is open. */
function askAccreditor(p: FProgram): string {
  if (p.accreditor === 0) return `${p.path}.accreditor`;
  if (p.accreditor === OTHER) return "ask:whether the program's accreditor counts";
  if (p.completed === null || p.completed.earliest !== p.completed.latest) return `${p.path}.completed`;
  return `${p.path}.accreditedSince`;
}

export function programTest(leaf: LeafOf<'program'>['program']): LeafTest {
  const rotations = leaf.rotations ? bitsOf(leaf.rotations as Discipline[]) : 0;
  const done = readyDone(leaf.within);
  const accreditors = leaf.accreditors === 'any' ? ANYBODY : accreditorBits(leaf.accreditors);
  const types = leaf.types.reduce((bits, t) => bits | (1 << PROGRAMS.indexOf(t)), 0);
  return (facts: Facts, at: At, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.degrees !== undefined ? UNMET : UNKNOWN;
    for (let program = facts.programs; program; program = program.next) {
      if (!(types & (1 << program.type))) continue;
      log.used |= program.bit;
      const asks: string[] | null = note ? [] : null;
      let v = done(program.completed, at.on);
      const accredited = accreditorFits(program, accreditors);
      if (accredited === UNKNOWN) asks?.push(askAccreditor(program));
      v = least(v, accredited);
      if (leaf.clockHours !== undefined) {
        if (program.clockHours === null) asks?.push(`${program.path}.clockHours`);
        v = least(
          v,
          program.clockHours === null ? UNKNOWN : program.clockHours >= leaf.clockHours ? MET : UNMET,
        );
      }
      if (rotations) {
        if (program.rotations === null) asks?.push(`${program.path}.rotations`);
        v = least(
          v,
          program.rotations === null ? UNKNOWN : (program.rotations & rotations) === rotations ? MET : UNMET,
        );
      }
      if (note) {
        note.facts.push({
          path: program.path,
          text: `${PROGRAMS[program.type]} program${program.accreditor ? `, ${accreditorOf(program.accreditor)}` : ''}`,
        });
        if (v === UNKNOWN) {
          const date = askDate(program.completed, `${program.path}.completed`, at.on, leaf.within);
          note.ask.push(...asks!, ...(date === null ? [] : [date]));
        }
      }
      verdict = most(verdict, v);
    }
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    if (note && verdict === UNKNOWN && facts.degrees === undefined) note.ask.push('education');
    return verdict;
  };
}
