import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import {
  entriesIn,
  fill,
  isList,
  kindOf,
  partOf,
  readEntry,
  said,
  toldTogether,
  viewsOf,
  withEntries,
  withTogether,
  type Entry,
  type Kind,
  type ListPart,
  type Part,
  type Sent,
  type Wrong,
} from '#record/form/index.ts';
import { readRecord, writeRecord, type Record as PersonRecord } from '#record/index.ts';
import { readForm } from '../../form.server.ts';
import { change, mustRead, nameBrowser, NOTHING } from '../../record.server.ts';
import { savedNow, takeBack } from '../history.server.ts';
import { keyOf } from '../key.server.ts';
import { onFile } from '../lists.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

function partAt(id: string): Part {
  return partOf(id) ?? error(404, 'A record has no such part.');
}

const kindNamed = (part: Part, id: string | null): Kind =>
  part.kinds.find((k) => k.id === id) ?? part.kinds[0];
const withKey = (entries: readonly Entry[] | undefined, key: string | null) =>
  entries?.find((entry) => keyOf(entry) === key);

export const load: PageServerLoad = async ({ params, cookies, url }) => {
  const part = partAt(params.part);
  const { record } = (await mustRead(cookies)) ?? NOTHING;
  await nameBrowser(cookies);
  const { lists } = onFile();
  const { id, title, lead, none } = part;
  const page = { id, title, lead, none, saved: await savedNow(cookies, url) };
  if (!isList(part)) {
    const [kind] = part.kinds;
    const told = toldTogether(record, part);
    const form = { kind: kind.id, fields: viewsOf(kind, lists, told), values: fill(kind.fields, told) };
    return { ...page, list: null, form: { ...form, does: 'save' as const, shown: JSON.stringify(told) } };
  }
  const entries = entriesIn(record, part);
  const key = url.searchParams.get('change');
  const entry = key === null ? undefined : withKey(entries, key);
  const kind = entry ? kindOf(part, entry) : kindNamed(part, url.searchParams.get('add'));
  const list = {
    entries: entries?.map((e) => ({ key: keyOf(e), ...said(kindOf(part, e), e, lists) })) ?? null,
    kinds: part.kinds.map((k) => ({ id: k.id, one: k.one })),
    /** The entry that the address names is not there any more. */
    lost: key !== null && !entry,
  };
  const form = {
    kind: kind.id,
    one: kind.one,
    fields: viewsOf(kind, lists, entry),
    values: fill(kind.fields, entry ?? {}),
  };
  return entry && key !== null
    ? {
        ...page,
        list,
        form: { ...form, does: 'change' as const, key, title: said(kind, entry, lists).title },
      }
    : { ...page, list, form: { ...form, does: 'add' as const } };
};

type Event = { params: { part: string }; request: Request; cookies: Cookies };
type Refused = { wrong: Wrong; status: 400 | 409 };
const refused = (sentence: string): Refused => ({ wrong: { '': sentence }, status: 409 });

const LOST =
  'This entry is not in your record any more: it was changed or removed in the meantime, perhaps in another tab. Nothing was saved. What you sent is below; add it as a new entry, or leave it.';
const NOT_NONE = 'There are entries here by now. Nothing was changed; remove them first.';

/** Takes a form in, changes the part of the record that it is about, and shows the part again. */
async function edit(
  { params, request, cookies }: Event,
  make: (
    record: PersonRecord,
    part: Part,
    form: FormData,
    sent: Sent,
  ) => PersonRecord | { wrong: Wrong } | Refused,
) {
  const part = partAt(params.part);
  const form = await readForm(request);
  const sent: Sent = Object.fromEntries(
    [...form.keys()].map((name) => [name, form.getAll(name).map(String)]),
  );
  const done = await change(cookies, (before) => {
    const record = make(before.record, part, form, sent);
    if ('wrong' in record) return record;
    if (record === before.record) return before;
    // Nothing is kept that the record's own file could not hold.
    const read = readRecord(writeRecord(record), 'record');
    if ('record' in read) return { record, answers: before.answers };
    return {
      wrong: { '': `This cannot be kept: ${read.problems[0]!.message}. ${read.problems[0]!.right}.` },
    };
  });
  if ('wrong' in done) return fail(done.status, { wrong: done.wrong, sent });
  redirect(303, `/record/${part.id}?saved=${done.version ?? 'nothing'}`);
}

/** The same for what only lists can do. */
const editList = (
  event: Event,
  make: (
    record: PersonRecord,
    part: ListPart,
    form: FormData,
    sent: Sent,
  ) => PersonRecord | { wrong: Wrong } | Refused,
) =>
  edit(event, (record, part, form, sent) =>
    isList(part) ? make(record, part, form, sent) : error(404, 'This part of a record is no list.'),
  );

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

export const actions: Actions = {
  add: (event) =>
    editList(event, (record, part, form, sent) => {
      const { lists, known } = onFile();
      const read = readEntry(part, kindNamed(part, text(form, 'kind')), sent, lists, known, null);
      if ('wrong' in read) return read;
      return withEntries(record, part, [...(entriesIn(record, part) ?? []), read.entry]);
    }),

  change: (event) =>
    editList(event, (record, part, form, sent) => {
      const { lists, known } = onFile();
      const entries = entriesIn(record, part) ?? [];
      const now = withKey(entries, text(form, 'key'));
      if (!now) return refused(LOST);
      const read = readEntry(part, kindOf(part, now), sent, lists, known, { shown: now, now });
      if ('wrong' in read) return read;
      if (keyOf(read.entry) === keyOf(now)) return record;
      return withEntries(record, part, entries.with(entries.indexOf(now), read.entry));
    }),

  remove: (event) =>
    editList(event, (record, part, form) => {
      const entries = entriesIn(record, part) ?? [];
      const now = withKey(entries, text(form, 'key'));
      return now ? withEntries(record, part, entries.toSpliced(entries.indexOf(now), 1)) : record;
    }),

  none: (event) =>
    editList(event, (record, part) => {
      const entries = entriesIn(record, part);
      if (entries === undefined) return withEntries(record, part, []);
      return entries.length > 0 ? refused(NOT_NONE) : record;
    }),

  untold: (event) =>
    editList(event, (record, part) => {
      const entries = entriesIn(record, part);
      if (entries === undefined) return record;
      return entries.length > 0 ? refused(NOT_NONE) : withEntries(record, part, undefined);
    }),

  save: (event) =>
    edit(event, (record, part, form, sent) => {
      if (isList(part)) error(404, 'This part of a record is a list.');
      const { lists, known } = onFile();
      const [kind] = part.kinds;
      const now = toldTogether(record, part);
      const read = readEntry(part, kind, sent, lists, known, {
        shown: shownIn(kind, text(form, 'shown')) ?? now,
        now,
      });
      if ('wrong' in read) return read;
      return keyOf(read.entry) === keyOf(now) ? record : withTogether(record, part, read.entry);
    }),

  undo: async ({ params, request, cookies }) => {
    const part = partAt(params.part);
    const done = await takeBack(cookies, Number(text(await readForm(request), 'saved')));
    if ('refused' in done) return fail(done.status, { wrong: { '': done.refused }, sent: {} });
    redirect(303, `/record/${part.id}?saved=${done.version}`);
  },
};

/** What a form says that it showed; null = it says nothing that makes sense. */
function shownIn(kind: Kind, json: string): Entry | null {
  try {
    const read = kind.schema.safeParse(JSON.parse(json));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
