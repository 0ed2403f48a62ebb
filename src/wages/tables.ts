import type { Caution, Figure, Rejected, TableAbout } from '#content/index.ts';
import type {
  IndustryRow, MetroParityRow, MetroRow, NationalRow, ParityRow, ProjectionRow, ReprintedRow, SectorRow, StateRow,
} from '#content/index.ts'; // prettier-ignore
import type { Confidence } from '#content/index.ts';

/** Everything on file about pay, as loaded. Each table's rows stand under the table's id. */
export type WageTables = {
  about: ReadonlyMap<TableId, TableAbout>;
  rows: {
    national: NationalRow[];
    states: StateRow[];
    'states-reprinted': ReprintedRow[];
    metros: MetroRow[];
    sectors: SectorRow[];
    industries: IndustryRow[];
    projections: ProjectionRow[];
    'parity-states': ParityRow[];
    'parity-metros': MetroParityRow[];
  };
  figures: ReadonlyMap<string, Figure>;
  cautions: ReadonlyMap<string, Caution>;
  rejected: Rejected[];
};
export type TableId = keyof WageTables['rows'];

/** Where a row stands: shown with every figure. `cite` holds source ids, `cautions` sentences. */
export type Standing = {
  publisher: string;
  cite: string[];
  confidence: Confidence;
  as_of: string;
  cautions: string[];
};

/** The standing of a row of a table; cautions meant for other occupations or states are left out. */
export function standing(
  tables: WageTables,
  id: TableId,
  of: { cite?: string[]; soc?: string; state?: string; as_of?: string },
): Standing {
  const about = tables.about.get(id)!;
  const cautions = about.cautions
    .map((c) => tables.cautions.get(c)!)
    .filter((c) => fits(c.socs, of.soc) && fits(c.states, of.state));
  return {
    publisher: about.publisher,
    cite: of.cite?.length ? of.cite : about.cite.map((c) => c.source),
    confidence: about.confidence,
    as_of: of.as_of ?? about.period,
    cautions: cautions.map((c) => c.says),
  };
}

const fits = (only: readonly string[] | undefined, here: string | undefined): boolean =>
  !only || (here !== undefined && only.includes(here));

/** One figure by id, with its file's title as `subject`; null when none is on file. */
export const figure = (tables: WageTables, id: string): Figure | null => tables.figures.get(id) ?? null;

/** The sentences of cautions given by id. */
export const cautionsOf = (tables: WageTables, ids: readonly string[]): string[] =>
  ids.map((id) => tables.cautions.get(id)!.says);
