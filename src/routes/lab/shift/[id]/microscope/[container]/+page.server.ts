import { error } from '@sveltejs/kit';
import { filmField, sedimentField } from '#laboratory/shift/index.ts';
import { benchAt, doDeed } from '../../shift.server.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = 60;

/** The microscope: the fields of the last film of a tube, one at a time, and the counter beside it. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  const id = event.params.container;
  const container = view.containers.find((c) => c.id === id);
  if (!container) error(404, 'There is no such tube in this shift.');
  const { searchParams } = event.url;
  const lens = searchParams.get('lens') === '100x' ? '100x' : '50x';
  const asked = Math.trunc(Number(searchParams.get('field') ?? 1));
  const number = asked >= 1 && asked <= FIELDS ? asked : 1;
  const film = filmField(running.shift, id, number, lens);
  const power = searchParams.get('lens') === 'LPF' ? 'LPF' : 'HPF';
  const sediment = sedimentField(running.shift, id, number, power);
  const results = view.results.filter((r) => r.accession === container.accession);
  return {
    bench,
    id,
    lens,
    number,
    fields: FIELDS,
    film: film && { field: film.field, words: film.words },
    power,
    sediment: sediment && { field: sediment.field, words: sediment.words },
    kind: container.kind,
    accession: container.accession,
    ordered: results.map((r) => r.test),
    notes: view.notes.filter((n) => n.about === id),
  };
};

export const actions: Actions = { do: doDeed };
