import { app } from '../../../app.server.ts';
import { HORIZON_YEARS } from '#pathways/index.ts';

export const csr = false;

export function load() {
  const { library } = app();
  const { id: _, ...assumptions } = library.assumptions;
  return {
    years: HORIZON_YEARS,
    moves: library.moves.size,
    assumptions: Object.values(assumptions).map((a) => a.note ?? ''),
  };
}
