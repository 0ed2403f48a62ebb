import fc from 'fast-check';
import type { Separators, Segment } from '../message.ts';
import { USUAL } from '../message.ts';
import { messageOf, writeSegment } from '../serialize.ts';

/** Texts with everything in them that could break a segment. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 8 }) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: fc.constantFrom(...'|^~\\&FSTREXabH.1\r\n\u000b\u001c\t"'), maxLength: 10 }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '""', '6.9', '<5', 'Müller', '10*3/uL', '\\.br\\', '\\X0D\\') },
);
const list = <T>(of: fc.Arbitrary<T>, most: number) => fc.array(of, { minLength: 1, maxLength: most });
const field = list(list(list(text, 2), 3), 2);
export const fields = fc.array(field, { maxLength: 7 });

export const separators: fc.Arbitrary<Separators> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(USUAL) },
  {
    weight: 1,
    arbitrary: fc
      .shuffledSubarray([...'|^~\\&#@!$%*;:'], { minLength: 5, maxLength: 5 })
      .map(([field = '', component = '', repetition = '', escape = '', subcomponent = '']) => ({ field, component, repetition, escape, subcomponent })),
  },
); // prettier-ignore

/** Any message we could send: MSH, then anything. */
export const message = separators.chain((marks) =>
  fc
    .tuple(fields, fc.array(fc.tuple(fc.stringMatching(/^[A-Z][A-Z0-9]{2}$/), fields), { maxLength: 6 }))
    .map(([header, others]) => {
      const { field: f, component, repetition, escape, subcomponent } = marks;
      const codes = component + repetition + escape + subcomponent;
      const usual = (id: string) => (/^(MSH|FHS|BHS)$/.test(id) ? 'OBX' : id);
      const segments: Segment[] = [
        writeSegment('MSH', [[[[f]]], [[[codes]]], ...header], marks),
        ...others.map(([id, own]) => writeSegment(usual(id), own, marks)),
      ];
      return messageOf(segments, marks);
    }),
);
