import { MET, UNMET } from '#pathways/index.ts';
import type { Accepted } from './accept.ts';
import { closedText, decides, isClosed, type Reason } from './checks.ts';
import { pieces } from './amount.ts';
import type { Filled } from './fill.ts';
import type { Problem } from './problem.ts';
import type { Left } from './standing.ts';
import { kindName } from './words.ts';

/** Every hour that does not count, or may not, with why. */
export function leftOf(p: Problem, best: Filled): Left[] {
  const used = p.accepted.map(() => 0);
  for (const share of best.shares) used[share.offer]! += share.amount;
  return p.accepted.flatMap((a, i): Left[] => {
    const id = a.activity.id;
    const { sure, possible } = a.amount;
    const whole = Number.isFinite(possible) ? possible : null;
    if (p.owed.waived.v === MET)
      return [
        {
          activity: id,
          amount: whole,
          sure: true,
          why: [{ kind: 'waived', text: p.owed.waived.text, cite: p.owed.waived.cite }],
        },
      ];
    if (isClosed(p.period, p.rule))
      return [
        {
          activity: id,
          amount: whole,
          sure: false,
          why: [
            {
              kind: 'period',
              text: `${capital(closedText(p.period))}; what counts now is not on file.`,
              cite: [],
            },
          ],
        },
      ];
    if (a.counts === UNMET) return [{ activity: id, amount: whole, sure: true, why: a.reasons }];
    if (a.counts !== MET || a.cap === 'untold')
      return [{ activity: id, amount: whole, sure: false, why: a.reasons }];
    const over = sure - used[i]!;
    return [
      ...(over > 0 ? [{ activity: id, amount: over, sure: true, why: [overReason(p, a, used)] }] : []),
      ...(possible > sure
        ? [{ activity: id, amount: whole === null ? null : possible - sure, sure: false, why: a.reasons }]
        : []),
    ];
  });
}

/** Why hours that count are not counted: a cap, or there are more than are asked for. */
function overReason(p: Problem, a: Accepted, used: readonly number[]): Reason {
  const cap = typeof a.cap === 'number' ? p.rule.caps[a.cap]! : null;
  if (cap && decides(cap.most)) {
    const sum = p.accepted.reduce((n, other, i) => (other.cap === a.cap ? n + used[i]! : n), 0);
    if (sum >= pieces(cap.most.value))
      return {
        kind: 'cap',
        text: `Of ${cap.kinds.map(kindName).join(' and ')} only so much counts: ${cap.most.value}.`,
        cite: cap.most.cite,
      };
  }
  if (p.owed.first.v === MET)
    return { kind: 'surplus', text: 'A first period owes less.', cite: p.owed.first.cite };
  const { carriesOver } = p.rule;
  const after = !decides(carriesOver)
    ? 'Whether it carries over is not on file.'
    : carriesOver.value
      ? 'It may carry over.'
      : 'It does not carry over.';
  return { kind: 'surplus', text: `It is more than is asked for. ${after}`, cite: carriesOver?.cite ?? [] };
}

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);
