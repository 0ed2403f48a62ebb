// The record, its history, its evidence, and everything of it as a file.
import { PASSPHRASE, type Form } from '../visitor.ts';
import { all, form, named, one, page, quiet, type Attack } from './attack.ts';

const PDF = new Blob(['%PDF-1.4\n1 0 obj\n<</Note(new)>>\nendobj\ntrailer<<>>\n%%EOF\n']);
const saved: Parameters<typeof named>[1] = (of) => all(of, 'change').map((seq) => `saved=${seq}`);
const undo =
  (place: number) =>
  (of: { [what: string]: string[] }): Form[] => [{ saved: all(of, 'change')[place] ?? '1' }];

const LISTS: Attack[] = [
  page('/record', saved),
  named('/record/[part]', (of) => [
    '/record/training',
    ...all(of, 'entry').map((key) => `/record/education?change=${key}`),
    ...all(of, 'license').map((key) => `/record/licenses?change=${key}`),
    ...all(of, 'change').map((seq) => `/record/education?saved=${seq}`),
  ]),
  // Each takes back a change of another part, the newest first.
  form('/record?/undo', undo(0)),
  form('/record/history?/undo', undo(1)),
  form('/record/[part]?/undo', undo(2), '/record/limits?/undo'),
  form(
    '/record/[part]?/add',
    (of) => [{ kind: 'training', topic: 'phlebotomy', hours: '4', key: one(of, 'entry') }],
    '/record/training?/add',
  ),
  form(
    '/record/[part]?/change',
    (of) => all(of, 'license').map((key) => ({ key, kind: 'license', id: 'us-ca-mlt', status: 'inactive' })),
    '/record/licenses?/change',
  ),
  form(
    '/record/[part]?/remove',
    (of) => all(of, 'entry').map((key) => ({ key })),
    '/record/education?/remove',
  ),
  form('/record/[part]?/none', () => [{}], '/record/military?/none'),
  form('/record/[part]?/untold', () => [{}], '/record/military?/untold'),
  form('/record/[part]?/save', () => [{ state: 'CA', born: '1971' }], '/record/person?/save'),
];

const HISTORY: Attack[] = [
  page(
    '/record/history',
    saved,
    () => ['on=2026-11-22'],
    (of) => all(of, 'change').map((seq) => `before=${Number(seq) + 1}`),
  ),
  named('/record/history/record.yaml', (of) =>
    ['on=2026-11-22', `on=2026-11-22&record=${one(of, 'record')}`].map(
      (query) => `/record/history/record.yaml?${query}`,
    ),
  ),
  quiet(
    'gives what cannot be read any more; a test of its own keeps such a record',
    named('/record/stored/[part]', (of) =>
      ['record.json', 'answers.json', one(of, 'record')].map(
        (part) => `/record/stored/${part}?record=${one(of, 'record')}`,
      ),
    ),
  ),
];

const EVIDENCE: Attack[] = [
  page('/record/evidence', (of) => all(of, 'evidence').map((id) => `id=${id}`)),
  named('/record/evidence/[id]', (of) =>
    [...all(of, 'evidence'), ...all(of, 'bytes of evidence')].map((id) => `/record/evidence/${id}`),
  ),
  form('/record/evidence?/mark', (of) =>
    all(of, 'evidence').flatMap((id) => [
      { id, subject: 'license us-ca-mlt', proves: 'yes' },
      { id, subject: 'credential ascp-mlt', proves: 'no' },
    ]),
  ),
  form('/record/evidence?/remove', (of) =>
    all(of, 'evidence')
      .slice(1)
      .map((id) => ({ id })),
  ),
  // It leaves a word of the owner's with the attacker, so that it comes last.
  {
    ...form('/record/evidence?/add', (of) => [
      { file: PDF, id: one(of, 'evidence'), subject: one(of, 'subject of an activity') },
    ]),
    ends: 'record',
  },
];

const FILES: Attack[] = [
  page('/record/export'),
  quiet(
    'only says whether something is kept',
    page('/record/backup', () => ['problem=short']),
  ),
  quiet('leads back to its page', page('/record/backup/file')),
  { ...form('/record/backup/file', () => [{ passphrase: PASSPHRASE, again: PASSPHRASE }]), does: 'shows' },
  quiet(
    'only says whether something is kept',
    page('/record/import', () => ['done']),
  ),
  {
    ...form('/record/import', (_of, _own, { archive, sealed, version }) => [
      { file: archive },
      { file: sealed, passphrase: PASSPHRASE },
      { file: archive, replace: 'yes', version },
    ]),
    ends: 'record',
  },
  {
    ...form('/record?/take', () => [{ file: new Blob(['benchpath: record/1\nstate: CA\n']) }]),
    ends: 'record',
  },
  { ...form('/record?/forget', () => [{ sure: 'yes' }]), ends: 'record' },
];

export const RECORD: readonly Attack[] = [...LISTS, ...HISTORY, ...EVIDENCE, ...FILES];
