import { longDate } from '#kernel/when.ts';
import type { Goal, Rulebook } from '#pathways/index.ts';
import type { Notice, Reason } from '#watch/index.ts';
import { ruleHref } from '#ui/pathway-view.ts';

const HOW = { added: 'is new on file', removed: 'is no longer on file', changed: 'changed' } as const;

/** Where to read a rule; null where it has no page of its own. A group of credentials is read at its first one. */
function hrefOf({ type, id }: Pick<Reason, 'type' | 'id'>, book: Rulebook): string | null {
  switch (type) {
    case 'place':
      return `/where/${id.slice(3)}`;
    case 'continuing education':
      return `/renewals/rules#${id}`;
    case 'assumptions':
    case 'move':
      return '/about/how-plans-are-made';
    default: {
      const member = [...book.goals.values()].find((g: Goal) => g.id === id || g.entry.id === id);
      return member ? ruleHref(book)(member.id) : null;
    }
  }
}

/** The page on which the subject of a notice stands today. */
function subjectHref(subject: string, book: Rulebook): string | null {
  const [kind, id = ''] = subject.split(' ');
  return kind === 'plan' ? '/plan' : kind === 'holding' ? '/renewals' : ruleHref(book)(id);
}

/** A notice as the page shows it. */
export const noticeView = (notice: Notice, book: Rulebook) => ({
  ...notice,
  href: subjectHref(notice.subject, book),
  rules: notice.rules.map((rule) => ({
    ...rule,
    href: hrefOf(rule, book),
    how: HOW[rule.change],
    checked: rule.checked && longDate(rule.checked),
  })),
});

/** Notices by the day on which they were made, the newest first. */
export function byDay<T extends { made: string }>(
  notices: readonly T[],
): { iso: string; day: string; notices: T[] }[] {
  const days = Map.groupBy(notices, ({ made }) => made.slice(0, 10));
  return [...days].map(([iso, of]) => ({ iso, day: longDate(iso), notices: of }));
}
