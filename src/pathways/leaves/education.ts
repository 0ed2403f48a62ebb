import { PROGRAMS, type Discipline } from '#kernel/words.ts';
import type { LeafOf } from '#content/index.ts';
import type { FDegree, FProgram, Facts } from '../facts.ts';
import { bitsOf, rankOf } from '../facts.ts';
import { fieldFits } from '../fields.ts';
import { MET, UNKNOWN, UNMET, least, most, type V } from '../verdict.ts';
import type { At, LeafTest } from './leaf.ts';
import { askDate, readyDone } from './time.ts';
import { askHours, scienceHours } from './coursework.ts';

/** A degree of at least the level: field, accreditation, date and science hours all looked at. */
export function degreeTest(leaf: LeafOf<'degree'>['degree']): LeafTest {
  const rank = rankOf(leaf.level);
  const done = readyDone(leaf.within);
  // Only a physician's degree is a physician's degree; otherwise the stated degree or a higher one will do.
  const high = leaf.level === 'physician' ? (d: FDegree) => d.rank === rank : (d: FDegree) => d.rank >= rank;
  return (facts, at, log) => {
    const note = log?.note;
    let verdict: V = facts.education.told ? UNMET : UNKNOWN;
    for (const degree of facts.education.degrees) {
      if (!high(degree)) continue;
      if (log) log.used |= degree.bit;
      const asks: string[] | null = note ? [] : null;
      let v = done(degree.completed, at.on);
      const field = fieldFits(degree.field, leaf.fields);
      if (field === UNKNOWN)
        asks?.push(
          degree.field === null ? `${degree.path}.field` : `ask:whether ${words(degree.field)} counts`,
        );
      v = least(v, field);
      if (leaf.accredited) {
        const accredited = schoolFits(degree.accredited, leaf.accredited);
        if (accredited === UNKNOWN)
          asks?.push(
            degree.accredited === null ? `${degree.path}.accredited` : 'ask:whether a foreign degree counts',
          );
        v = least(v, accredited);
      }
      if (v !== UNMET && leaf.scienceHours !== undefined) {
        const science = scienceHours(facts, leaf.scienceHours);
        if (science === UNKNOWN)
          asks?.push(
            ...(facts.coursework.told
              ? askHours(facts.coursework.entries, ['science'], at.on)
              : ['coursework']),
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
    if (note && verdict === UNKNOWN && !facts.education.told) note.ask.push('education');
    return verdict;
  };
}

// Foreign degrees need an evaluation that our record does not hold: a question, not a yes or a no.
function schoolFits(accredited: string | null, asked: 'institutional' | 'regional'): V {
  if (accredited === 'regional') return MET;
  if (accredited === 'national') return asked === 'institutional' ? MET : UNMET;
  return accredited === 'none' ? UNMET : UNKNOWN;
}

const degreeText = (d: FDegree) => `${d.level} degree${d.field ? ` in ${words(d.field)}` : ''}`;
const words = (id: string) => id.replaceAll('-', ' ');

const CORE = new Set(['naacls', 'abhes', 'caahep']);

/** Was the program accredited by one of these when the person finished? */
function accreditorFits(program: FProgram, accepted: 'any' | readonly string[]): V {
  if (accepted === 'any') return MET;
  if (program.type === 'mls-foreign' && accepted.includes('foreign')) return MET;
  if (program.accreditor === null) return UNKNOWN;
  if (accepted.includes(program.accreditor)) {
    if (!program.since) return MET;
    if (!program.completed) return UNKNOWN;
    if (program.since.latest <= program.completed.earliest) return MET;
    return program.since.earliest <= program.completed.latest ? UNKNOWN : UNMET;
  }
  // "other" may be one of the accreditors that a record file has no word of its own for.
  return program.accreditor === 'other' && accepted.some((a) => !CORE.has(a) && a !== 'foreign')
    ? UNKNOWN
    : UNMET;
}

/** Which answer is missing when the accreditation is open. */
function askAccreditor(p: FProgram): string {
  if (p.accreditor === null) return `${p.path}.accreditor`;
  if (p.accreditor === 'other') return "ask:whether the program's accreditor counts";
  if (p.completed === null || p.completed.earliest !== p.completed.latest) return `${p.path}.completed`;
  return `${p.path}.accreditedSince`;
}

export function programTest(leaf: LeafOf<'program'>['program']): LeafTest {
  const rotations = leaf.rotations ? bitsOf(leaf.rotations as Discipline[]) : 0;
  const done = readyDone(leaf.within);
  const types = leaf.types.reduce((bits, t) => bits | (1 << PROGRAMS.indexOf(t)), 0);
  return (facts: Facts, at: At, log) => {
    const note = log?.note;
    let verdict: V = facts.education.told ? UNMET : UNKNOWN;
    for (const program of facts.education.programs) {
      if (!(program.typeBit & types)) continue;
      if (log) log.used |= program.bit;
      const asks: string[] | null = note ? [] : null;
      let v = done(program.completed, at.on);
      const accredited = accreditorFits(program, leaf.accreditors);
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
          text: `${program.type} program${program.accreditor ? `, ${program.accreditor}` : ''}`,
        });
        if (v === UNKNOWN) {
          const date = askDate(program.completed, `${program.path}.completed`, at.on, leaf.within);
          note.ask.push(...asks!, ...(date === null ? [] : [date]));
        }
      }
      verdict = most(verdict, v);
    }
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    if (note && verdict === UNKNOWN && !facts.education.told) note.ask.push('education');
    return verdict;
  };
}
