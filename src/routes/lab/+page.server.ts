import { error, redirect } from '@sveltejs/kit';
import { laboratory, shifts } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { begunRecord, recordIdOf } from '../wallet/kept.server.ts';
import { cardOf, cardsOf, scenarioBehind } from './scenarios.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NO_SUCH = 'There is no such scenario.';
const SHOWN = 50;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const lab = await laboratory();
  const record = await recordIdOf(cookies);
  const kept = record === null ? [] : await (await shifts()).list(record);
  const department = url.searchParams.get('department');
  return {
    cards: cardsOf(lab),
    department,
    shifts: kept.slice(0, SHOWN).map((k) => {
      const scenario = lab.scenarios.get(k.scenario);
      return {
        id: k.id,
        name: scenario ? cardOf(lab, scenario).name : 'A scenario of an earlier edition',
        mode: k.mode,
        begunAt: k.begunAt,
        finished: k.finishedAt !== null,
        deeds: k.deeds,
        score: k.score,
      };
    }),
  };
};

export const actions: Actions = {
  begin: async ({ request, cookies }) => {
    const form = await readForm(request);
    const lab = await laboratory();
    const scenario = scenarioBehind(lab, String(form.get('scenario') ?? ''));
    if (scenario === null) error(404, NO_SUCH);
    const mode = form.get('mode') === 'shift' ? 'shift' : 'learn';
    const id = await (await shifts()).begin(await begunRecord(cookies), scenario, mode);
    if (id === null) error(400, 'You have as many shifts as can be kept here.');
    redirect(303, `/lab/shift/${id}`);
  },
};
