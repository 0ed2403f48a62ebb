import { app } from '../../app.server.ts';
import { gaps, unreadParts, type Confidence } from '#content/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { ruleHref, ruleNames } from '#ui/pathway-view.ts';

export const csr = false;

const OPEN = ['open-questions', 'licensure-open-questions'];

export function load() {
  const { library, book } = app();
  const [name, href] = [ruleNames(library, book), ruleHref(book)];
  const shown = (id: string) => ({
    id,
    name: library.roles.get(id)?.name ?? name(id),
    href: href(id) ?? `/credentials/${id}`,
  });
  const tally = (list: readonly { confidence: Confidence }[]) => ({
    all: list.length,
    verified: list.filter((x) => x.confidence === 'verified').length,
    likely: list.filter((x) => x.confidence === 'likely').length,
    unverified: list.filter((x) => x.confidence === 'unverified').length,
  });
  const ways = (shelf: Iterable<{ pathways: { confidence: Confidence }[] }>) =>
    tally([...shelf].flatMap((x) => x.pathways));
  const unread = Map.groupBy(unreadParts(library), (u) => u.rule);
  const places = [...library.jurisdictions.values()];
  return {
    listed: library.coverage,
    gaps: library.coverage ? gaps(library, library.coverage) : null,
    kinds: [
      {
        kind: 'Credentials',
        href: '/credentials',
        entries: library.credentials.size,
        ways: ways(library.credentials.values()),
      },
      {
        kind: 'State licenses',
        href: '/licenses',
        entries: library.licenses.size,
        ways: ways(library.licenses.values()),
      },
      {
        kind: 'Federal roles',
        href: '/licenses#roles',
        entries: library.roles.size,
        ways: ways(library.roles.values()),
      },
    ],
    sources: library.sources.size,
    credentials: [...library.credentials.values()].map((c) => ({
      ...shown(c.id),
      status: c.status,
      ways: tally(c.pathways),
      unread: unread.get(c.id)?.length ?? 0,
    })),
    places: places
      .filter((p) => p.license === 'required')
      .map((p) => {
        const own = [...library.licenses.values()].filter((l) => l.jurisdiction === p.id);
        return {
          id: p.id,
          name: p.name,
          licenses: own.map((l) => ({ ...shown(l.id), level: l.level })),
          ways: tally(own.flatMap((l) => l.pathways)),
          unread: own.reduce((n, l) => n + (unread.get(l.id)?.length ?? 0), 0),
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name)),
    without: places.filter((p) => p.license === 'none').length,
    unsettled: places.filter((p) => p.license === 'unknown').map((p) => ({ name: p.name, ask: p.ask })),
    levels: [...Map.groupBy(library.licenses.values(), (l) => l.level)]
      .map(([level, list]) => ({ level: level.replaceAll('-', ' '), count: list.length }))
      .sort((a, b) => b.count - a.count),
    unread: [...unread].map(([id, list]) => ({
      ...shown(id),
      parts: list.map(({ pathway, what, ask }) => ({ pathway, what, ask })),
    })),
    open: OPEN.flatMap((id) => library.topics.get(id) ?? []).map(({ id, title, facts }) => ({
      id,
      title,
      facts,
    })),
    cited: citedIn(
      library.sources,
      OPEN.map((id) => library.topics.get(id)),
    ),
  };
}
