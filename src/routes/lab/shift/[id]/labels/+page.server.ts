import { toSVG } from 'bwip-js/node';
import { benchAt } from '../shift.server.ts';
import type { PageServerLoad } from './$types';

/** Labels of the orders of this shift: Code 128, as a hand-held scanner reads it. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  return {
    bench,
    labels: view.specimens.map(({ accession, tube, order: of, collectedAt }) => {
      const { patient, ward } = view.orders.find((o) => o.id === of)!;
      return {
        accession,
        cap: running.shift.catalog.tubes.get(tube)?.cap ?? tube,
        patient,
        ward,
        drawn: collectedAt === null ? null : new Date(collectedAt * 1000).toISOString().slice(0, 16).replace('T', ' '), // prettier-ignore
        code: toSVG({ bcid: 'code128', text: accession, height: 9, scale: 2, paddingwidth: 10 }),
      };
    }),
  };
};
