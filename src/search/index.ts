import MiniSearch from 'minisearch';
import type { Library, Pathway } from '#content/index.ts';

export type Kind =
  'Page' | 'Credential' | 'License' | 'Federal role' | 'State or territory' | 'Body' | 'About' | 'Source';

type Entry = {
  id: string;
  kind: Kind;
  title: string;
  other: string;
  text: string;
  about: string;
  href: string;
};

/** One answer: what it is, where it is, and a line about it. */
export type Found = { kind: Kind; title: string; about: string; href: string };

export type SearchIndex = MiniSearch<Entry>;

const PAGES: [href: string, title: string, about: string][] = [
  ['/start', 'Start', 'Answer a few questions and get a plan to a credential, a license or a role.'],
  ['/plan', 'Plan', 'Your best plans, dated and costed, each step with its proof.'],
  [
    '/where',
    'Where you may work',
    'A map and table of the states: license, fee, time and continuing education.',
  ],
  ['/credentials', 'Credentials', 'Every certification on file, from phlebotomy to laboratory management.'],
  [
    '/licenses',
    'Licenses and federal roles',
    'States that ask for a license, states that do not, and the CLIA roles.',
  ],
  ['/compare', 'Compare two', 'Two credentials, licenses or roles side by side, such as MLT and MLS.'],
  [
    '/pay',
    'Pay',
    'Wages and salary by state, by sector, for technicians and technologists, and the job outlook.',
  ],
  ['/sources', 'Sources', 'Every document that a rule or figure rests on, and what cites it.'],
  ['/coverage', 'What is on file', 'Counts, what could not be read, and open questions.'],
  ['/notices', 'Notices', 'Licenses and attributions of data, names and trademarks.'],
];

const statements = (facts: readonly { value: unknown }[]) =>
  facts.map((f) => String(f.value ?? '')).join(' ');
const ways = (pathways: readonly Pathway[]) =>
  pathways.map((p) => `${p.name} ${p.notes.join(' ')}`).join(' ');

export function searchIndex(library: Library): SearchIndex {
  const entries: Entry[] = PAGES.map(([href, title, about]) => ({
    id: href,
    kind: 'Page',
    title,
    other: '',
    text: '',
    about,
    href,
  }));
  const put = (kind: Kind, href: string, title: string, about: string, other = '', text = '') =>
    entries.push({ id: `${kind} ${href} ${title}`, kind, title, other, text, about, href });
  for (const c of library.credentials.values()) {
    const body = library.bodies.get(c.body);
    const other = `${c.name} ${c.short} ${c.aliases.join(' ')} ${body?.name ?? ''}`;
    put(
      'Credential',
      `/credentials/${c.id}`,
      `${c.short}, ${c.name}`,
      c.summary,
      other,
      `${ways(c.pathways)} ${statements(c.facts)}`,
    );
    for (const m of c.members)
      put('Credential', `/credentials/${c.id}#${m.id}`, `${m.short}, ${m.name}`, c.summary, m.id);
  }
  for (const l of library.licenses.values()) {
    const place = library.jurisdictions.get(l.jurisdiction)?.name ?? '';
    const text = `${ways(l.pathways)} ${statements(l.facts)} ${statements(l.steps)} ${statements(l.scope.map((s) => s.what))}`;
    put(
      'License',
      `/licenses/${l.id}`,
      l.name,
      l.summary,
      `${place} ${l.id.replaceAll('-', ' ')} ${l.level} ${l.aliases.join(' ')}`,
      text,
    );
  }
  for (const r of library.roles.values())
    put(
      'Federal role',
      `/roles/${r.id}`,
      r.name,
      r.summary,
      `CLIA ${r.cfr} ${r.aliases.join(' ')}`,
      `${ways(r.pathways)} ${statements(r.facts)}`,
    );
  for (const j of library.jurisdictions.values()) {
    const about = {
      required: 'Asks laboratory people for a license of its own.',
      none: 'Asks laboratory people for no license of its own; the federal rules hold.',
      unknown: 'Whether it asks for a license could not be settled.',
    }[j.license];
    put(
      'State or territory',
      `/where/${j.id.slice(3)}`,
      j.name,
      about,
      `${j.id.slice(3)} state license`,
      statements(j.facts),
    );
  }
  for (const b of library.bodies.values())
    put('Body', `/bodies/${b.id}`, b.name, b.summary, b.short, statements(b.facts));
  for (const t of library.topics.values())
    put('About', `/about/${t.id}`, t.title, t.summary, '', statements(t.facts));
  for (const s of library.sources.values())
    put(
      'Source',
      `/sources#${s.id}`,
      s.title,
      `Cited as ${s.id}${s.date ? `, ${s.date}` : ''}.`,
      `${s.id} ${s.url ?? ''}`,
    );
  const index = new MiniSearch<Entry>({
    fields: ['title', 'other', 'text', 'about'],
    storeFields: ['kind', 'title', 'about', 'href'],
    searchOptions: {
      boost: { title: 6, other: 3, about: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      // Rules before the papers they rest on.
      boostDocument: (_id, _term, stored) => (stored?.['kind'] === 'Source' ? 0.1 : 1),
    },
  });
  index.addAll(entries);
  return index;
}

/** Best answers first, at most `limit`. Empty words find nothing. */
export function find(index: SearchIndex, words: string, limit = 40): Found[] {
  const query = words.slice(0, 200);
  const all = index.search(query, { combineWith: 'AND' });
  const hits = all.length > 0 ? all : index.search(query);
  return hits
    .slice(0, limit)
    .map((h) => ({ kind: h['kind'], title: h['title'], about: h['about'], href: h['href'] }) as Found);
}
