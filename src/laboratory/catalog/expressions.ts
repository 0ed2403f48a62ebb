import { parse } from '#formulas/index.ts';
import type { Catalog } from './catalog.ts';

/** A condition of a policy that the language of formulas cannot read: the file, the text, what is wrong with it. */
export type Unreadable = { file: string; text: string; message: string };

/** Every condition of the policies that cannot be read. */
export function unreadableIn({ policies: p, interferences: i }: Catalog): Unreadable[] {
  const texts: [file: string, text: string | undefined][] = [
    ...p.autoverification.checks
      .flatMap((check) => [check.hold, ...check.limits.map((limit) => limit.of)])
      .map((text): [string, string] => ['policies/autoverification', text]),
    ...p.hematologyReview.rules
      .flatMap((rule) => [rule.hold, rule.holdUnder12])
      .map((text): [string, string | undefined] => ['policies/hematology-review', text]),
    ...p.urinalysisCorrelation.rules.map((rule): [string, string | undefined] => [
      'policies/urinalysis-correlation',
      rule.hold,
    ]),
    ['interferences/edta', i.edta.pattern.hold],
  ];
  return texts.flatMap(([file, text]) => {
    if (text === undefined) return [];
    const read = parse(text);
    return 'fault' in read ? [{ file, text, message: read.fault.message }] : [];
  });
}
