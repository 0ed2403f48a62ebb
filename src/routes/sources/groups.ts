import type { Citing, Library, Source } from '#content/index.ts';

type Shown = Source & { citedBy: { label: string; href: string }[] };
export type SourceGroup = { kind: string; title: string; sources: Shown[] };

const TITLES: { [kind: string]: string } = {
  official: 'Pages of boards and agencies',
  law: 'Laws and rules',
  'law, copied': 'Laws and rules, read in a copy',
  'official copy': 'Pages of boards and agencies, read in a copy',
  accreditor: 'Accreditors',
  'professional society': 'Professional societies',
  society: 'Societies',
  'peer-reviewed': 'Peer-reviewed papers',
  preprint: 'Preprints',
  'professional society, copied': 'Professional societies, read in a copy',
  'laboratory manual': 'Manuals of laboratories',
  audit: 'Audits',
  'blood service': 'Blood services',
  'code set, copied': 'Sets of codes, read in a copy',
  software: 'Programs',
  "maker's manual, copied": 'Manuals of makers, read in a copy',
  'teaching site': 'Teaching sites',
  school: 'Schools',
  college: 'Colleges',
  news: 'News',
  secondary: 'Secondary sources',
  'test preparation': 'Sellers of test preparation',
  'staffing agency': 'Staffing agencies',
  aggregator: 'Collections of figures',
  encyclopedia: 'Encyclopedias',
  community: 'Forums and communities',
};

/** A kind without a title of its own comes last. */
const rank = (title: string) => Object.values(TITLES).indexOf(title) >>> 0;

/** Sources by kind, the surest kinds first, each with links to what cites it. */
export function sourceGroups(library: Library, citing: ReadonlyMap<string, Citing[]>): SourceGroup[] {
  const groups = new Map<string, Shown[]>();
  for (const source of library.sources.values()) {
    const links = (citing.get(source.id) ?? []).map((c) => linkOf(library, c));
    const once = links.filter((l, i) => links.findIndex((m) => m.href === l.href) === i);
    groups.set(source.kind, [...(groups.get(source.kind) ?? []), { ...source, citedBy: once }]);
  }
  return [...groups]
    .map(([kind, sources]) => ({
      kind: kind.replace(/\W+/g, '-'),
      title: TITLES[kind] ?? kind[0]!.toUpperCase() + kind.slice(1).replaceAll('-', ' '),
      sources,
    }))
    .sort((a, b) => rank(a.title) - rank(b.title));
}

function linkOf(library: Library, { shelf, id }: Citing): { label: string; href: string } {
  switch (shelf) {
    case 'credentials':
      return { label: library.credentials.get(id)!.short, href: `/credentials/${id}` };
    case 'licenses':
      return { label: library.licenses.get(id)!.name, href: `/licenses/${id}` };
    case 'roles':
      return { label: library.roles.get(id)!.name, href: `/roles/${id}` };
    case 'jurisdictions':
      return { label: library.jurisdictions.get(id)!.name, href: `/where/${id.slice(3)}` };
    case 'topics':
      return { label: library.topics.get(id)!.title, href: `/about/${id}` };
    case 'bodies':
      return { label: library.bodies.get(id)!.short, href: `/bodies/${id}` };
    case 'moves':
      return { label: 'what plans are made of', href: '/plan' };
    case 'continuing':
      return { label: library.continuing.get(id)!.name, href: `/renewals/rules#${id}` };
    case 'wages':
      return { label: 'pay', href: '/pay' };
  }
}
