import { app } from '../../app.server.ts';
import type { Credential } from '#content/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { pathwayViews } from '#ui/pathway-view.ts';

export const csr = false;

const SHELVES: { level: Credential['level']; title: string; about: string }[] = [
  {
    level: 'assistant',
    title: 'To begin',
    about: 'You help in the laboratory and make specimens ready.',
  },
  {
    level: 'technician',
    title: 'Technician',
    about:
      'You run, check and report tests. Phlebotomy technicians draw the blood; histotechnicians prepare tissue.',
  },
  {
    level: 'technologist',
    title: 'Technologist and scientist',
    about: "The next step after technician. Nearly every way in asks for a bachelor's degree.",
  },
  { level: 'specialist', title: 'Specialist', about: 'One discipline, known to its depths.' },
  { level: 'leadership', title: 'Leadership', about: 'You run the laboratory.' },
  {
    level: 'add-on',
    title: 'Beside another credential',
    about: 'Qualifications you add; alone they do not make you a technician.',
  },
  { level: 'training', title: 'Training', about: 'Courses that open a pathway but are no certification.' },
];

export function load() {
  const { library, book, today } = app();
  const all = [...library.credentials.values()];
  const shelves = SHELVES.map((shelf) => ({
    ...shelf,
    rows: all
      .filter((c) => c.level === shelf.level)
      .sort(
        (a, b) =>
          Number(a.status === 'discontinued') - Number(b.status === 'discontinued') ||
          a.body.localeCompare(b.body) * -1 ||
          a.short.localeCompare(b.short),
      )
      .map((c) => ({
        id: c.id,
        short: c.short,
        name: c.name,
        body: library.bodies.get(c.body)?.short ?? c.body,
        status: c.status,
        until: c.effective.until,
        open: pathwayViews(c.pathways, library, book, today()).filter((p) => p.standing === 'open').length,
        fee: c.fees.application ?? null,
      })),
  })).filter((shelf) => shelf.rows.length > 0);
  return {
    shelves,
    count: all.length,
    sources: citedIn(
      library.sources,
      shelves.map((s) => s.rows.map((r) => r.fee)),
    ),
  };
}
