import type { Library } from '#content/index.ts';
import { listed } from '#kernel/names.ts';
import type { Assessed, Goal, Proof, Rulebook } from '#pathways/index.ts';
import type { Surroundings } from './command.ts';
import { paints, sureText, verdictText, wrap, type Paint } from './text.ts';
import { bodyOf, questionText } from './words.ts';

type View = {
  verdicts: Assessed[];
  on: string;
  book: Rulebook;
  library: Library;
  around: Surroundings;
  whole: boolean;
};

const SHELVES = [
  ['credential', 'Credentials'],
  ['license', 'Licenses'],
  ['role', 'Federal roles (CLIA)'],
] as const;
const ORDER = ['met', 'unknown', 'unmet'];
const INDENT = ' '.repeat(12);

/** The verdicts for reading: what is met and by what, what settles the rest. With `whole`, every proof in full. */
export function assessText(view: View): string {
  const paint = paints(view.around.color);
  const lines = [`Verdicts on ${view.on}`];
  for (const [type, title] of SHELVES) {
    const here = view.verdicts
      .filter((v) => v.type === type)
      .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
    if (here.length > 0) lines.push('', paint.bold(title));
    for (const v of here) lines.push(...entryLines(v, view, paint));
  }
  const count = (verdict: string) => view.verdicts.filter((v) => v.verdict === verdict).length;
  lines.push('', `${count('met')} met, ${count('unknown')} unknown, ${count('unmet')} unmet.`);
  if (!view.whole) lines.push('The proof of one: benchpath assess RECORD --for ID');
  return `${lines.join('\n')}\n`;
}

function entryLines(v: Assessed, view: View, paint: Paint): string[] {
  const goal = view.book.goals.get(v.id)!;
  const width = view.around.columns;
  const question = (q: string) => questionText(q, goal, view.library);
  const lines = [
    `${verdictText(v.verdict, paint)} ${paint.bold(goal.short)}${goal.short === v.id ? '' : `  ${paint.dim(v.id)}`}`,
  ];
  const say = (text: string) => lines.push(wrap(text, width, INDENT));
  const ways = v.pathways.filter((p) => p.verdict === v.verdict);
  if (v.verdict === 'met') {
    const sure = v.pathways.filter((p) => p.verdict === 'met' && p.confidence === 'verified');
    const [best] = sure.length > 0 ? sure : ways;
    say(
      `by ${best!.name} (${best!.id})${best!.confidence === 'likely' ? `; likely: confirm with ${bodyOf(goal, view.library)}` : ''}`,
    );
  } else if (v.verdict === 'unknown') {
    if (v.decidedBy) say(`one question settles it: ${question(v.decidedBy)}`);
    const rest = v.ask.filter((q) => q !== v.decidedBy).slice(0, view.whole ? undefined : 3);
    if (rest.length > 0)
      say(`${v.decidedBy ? 'other questions' : 'it turns on'}: ${rest.map(question).join('; ')}`);
    if (v.ask.length === 0) say(`ask ${bodyOf(goal, view.library)}`);
  } else if (v.changes[0]) say(`nearest: ${listed(v.changes[0].map((c) => c.need))}`);
  else say('no way is open that could be confirmed');
  if (view.whole) {
    if (v.verdict !== 'met' && v.changes.length > 1)
      for (const set of v.changes.slice(1)) say(`or: ${listed(set.map((c) => c.need))}`);
    for (const p of v.pathways)
      lines.push(
        '',
        `  ${verdictText(p.verdict, paint)} ${p.name} (${p.id}), ${sureText[p.confidence]}`,
        ...proofLines(p.proof, goal, view, paint, 2),
      );
    if (v.confidence !== 'verified')
      lines.push('', wrap(`Confirm with ${bodyOf(goal, view.library)}`, width, '  '));
    lines.push(
      ...sourceLines(
        v.pathways.map((p) => p.proof),
        view,
        paint,
      ),
    );
  }
  return lines;
}

function proofLines(proof: Proof, goal: Goal, view: View, paint: Paint, depth: number): string[] {
  const pad = '  '.repeat(depth);
  const cite =
    proof.parts.length === 0 && proof.cite.length > 0
      ? ` ${paint.dim(`[${proof.cite.map((c) => c.source).join(', ')}]`)}`
      : '';
  const facts =
    proof.facts.length > 0
      ? ` — ${[...new Set(proof.facts.map((f) => `${f.text} (${f.path})`))].join('; ')}`
      : '';
  const found = proof.found ? `: ${proof.found}` : '';
  const sure =
    proof.parts.length === 0 && proof.kind !== 'formality' && proof.confidence !== 'verified'
      ? `, ${sureText[proof.confidence]}`
      : '';
  const need = proof.kind === 'formality' ? `a step, not a condition: ${proof.need}` : proof.need;
  const [first, ...rest] = wrap(
    `${need}${found}${sure}${facts}`,
    view.around.columns - 10,
    '',
    `${pad}          `,
  ).split('\n');
  const lines = [`${pad}${verdictText(proof.verdict, paint)} ${first}`, ...rest];
  lines[lines.length - 1] += cite;
  if (proof.note) lines.push(wrap(proof.note, view.around.columns, `${pad}          `));
  if (proof.verdict === 'unknown' && proof.ask.length > 0)
    lines.push(
      wrap(
        `→ ${proof.ask.map((q) => questionText(q, goal, view.library)).join('; ')}`,
        view.around.columns,
        `${pad}          `,
      ),
    );
  return [...lines, ...proof.parts.flatMap((part) => proofLines(part, goal, view, paint, depth + 1))];
}

function sourceLines(proofs: readonly Proof[], view: View, paint: Paint): string[] {
  const cited = new Set<string>();
  const walk = (p: Proof): void => {
    for (const c of p.cite) cited.add(c.source);
    p.parts.forEach(walk);
  };
  proofs.forEach(walk);
  if (cited.size === 0) return [];
  return [
    '',
    paint.bold('  Sources'),
    ...[...cited].map((id) => sourceLine(id, view.library, view.around.columns)),
  ];
}

/** One source: id, title, date and address. */
export function sourceLine(id: string, library: Library, width: number): string {
  const source = library.sources.get(id);
  const about = source
    ? [source.title, source.date ?? source.era, source.url].filter(Boolean).join(', ')
    : 'not on file';
  return wrap(`${id}: ${about}`, width, '  ', '      ');
}
