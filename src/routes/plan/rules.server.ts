import type { Goal } from '#pathways/index.ts';
import { ruleHref } from '#ui/pathway-view.ts';
import { app } from '../../app.server.ts';

/** Who confirms what is only likely, with the address. */
export function whoConfirms(goal: Goal): { name: string; url: string | null } {
  const { library } = app();
  const { entry } = goal;
  if ('body' in entry) {
    const body = library.bodies.get(entry.body);
    return { name: body?.short ?? entry.body.toUpperCase(), url: body?.url ?? null };
  }
  if ('jurisdiction' in entry) {
    const place = library.jurisdictions.get(entry.jurisdiction);
    return place?.ask ?? { name: entry.jurisdiction, url: null };
  }
  const section = /\d+\.\d+/.exec(entry.cfr)?.[0] ?? '493';
  return { name: 'CMS', url: `https://www.ecfr.gov/current/title-42/section-${section}` };
}

/** What a step serves, with names and the page of the rule. */
export type Served = { rule: string; way: string | null; href: string | null; needs: string[] };

/** What a step serves, as the plan writes it (`ascp-mlt/route-1: …`), by pathway; the longest need says the most. */
export function servedBy(texts: readonly string[]): Served[] {
  const groups = new Map<string, Served>();
  for (const one of texts.map(servedText)) {
    const key = `${one.href} ${one.rule}`;
    const known = groups.get(key);
    groups.set(key, { ...one, needs: [...(known?.needs ?? []), ...one.needs] });
  }
  return [...groups.values()].map((g) => ({ ...g, needs: [...g.needs].sort((a, b) => b.length - a.length) }));
}

function servedText(text: string): Served {
  const { book, library } = app();
  const [, rule, way, need] = /^([a-z0-9-]+)(?:\/([a-z0-9-]+))?: (.*)$/s.exec(text) ?? [];
  if (!rule || need === undefined) return { rule: '', way: null, href: null, needs: [text] };
  const goal = book.goals.get(rule);
  const practice = /^(?:technician|technologist|phlebotomist)-in-[a-z]{2}$/.test(rule);
  const name = practice ? 'Your goal' : (goal?.short ?? library.moves.get(rule)?.name ?? rule);
  const href = goal ? ruleHref(book)(rule) : null;
  return {
    rule: name,
    way: goal?.ways.find((w) => w.id === way)?.name ?? null,
    href: href && way ? `${href}#way-${way}` : href,
    needs: [goal && need === goal.name ? 'the goal itself' : need],
  };
}
