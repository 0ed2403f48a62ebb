import { expect, test } from 'vitest';
import { coagulation } from './coagulation.ts';
import { says, type Seen } from './testing/one-specimen.ts';

const first = (seen: Seen) => {
  for (const detector of coagulation) {
    const found = says(detector, { kind: 'ltblue', ...seen });
    if (found) return found;
  }
  return null;
};
const screen = (aptt: number) => ({ pt: { value: 12 }, inr: { value: 1.1 }, aptt: { value: aptt } });

test('hematocrit: 55 is what a tube is made for, 56 is not; a tube prepared for it is', () => {
  const of = (hct: number, more: Partial<Seen> = {}) =>
    first({ results: screen(48), elsewhere: { hct: { value: hct } }, ...more });
  expect(of(55)).toBeNull();
  expect(of(55.1)?.does).toMatchObject({ deed: 'recollect', citrateFor: 55, tests: ['pt', 'inr', 'aptt'] });
  expect(of(62)?.does).toMatchObject({ citrateFor: 62 });
  expect(of(62, { again: 'A9' })?.does).toMatchObject({ command: { do: 'do not report', test: 'pt' } });
  expect(of(62, { sees: ['prepared with less citrate, for a hematocrit of 62 %'] })).toBeNull();
});

test('an aPTT is very long from 70 s on, and then medicines and the draw are asked about first', () => {
  const told = { medicines: 'Nothing that would matter here.', draw: 'From the line.' };
  expect(first({ results: screen(69) })).toBeNull();
  expect(first({ results: screen(70) })?.does).toMatchObject({ deed: 'ask', about: 'medicines' });
  expect(first({ results: screen(180), asked: { medicines: told.medicines } })?.does).toMatchObject({ about: 'draw' }); // prettier-ignore
  const heparin = first({ results: screen(95), asked: { medicines: 'They take heparin.' } });
  expect(heparin).toMatchObject({ family: 'decoy', does: { command: { do: 'comment' } } });
  expect(first({ results: screen(180), asked: told })?.does).toMatchObject({ command: { do: 'add on', tests: ['tt', 'rept'] } }); // prettier-ignore
});

test('a long thrombin time with a normal reptilase time is heparin; with a long one it is not', () => {
  const told = { medicines: 'Nothing.', draw: 'From the line.' };
  const of = (tt: number, rept: number) =>
    first({ results: { ...screen(180), tt: { value: tt }, rept: { value: rept } }, asked: told });
  expect(of(20.1, 22)?.does).toMatchObject({ deed: 'recollect', tests: ['pt', 'inr', 'aptt'] });
  expect(of(20, 18)).toBeNull();
  expect(of(120, 22.1)).toBeNull();
});
