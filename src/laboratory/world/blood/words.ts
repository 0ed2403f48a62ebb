import type { RedLook } from './lay.ts';
import type { Look } from './look.ts';
import type { Field } from './smear.ts';

/** What a technologist with an eye at the field would say to one who has none: shapes, sizes and numbers, no names of cells. */
export function wordsOf(field: Field): readonly string[] {
  return [
    redWords(field),
    plateletWords(field),
    field.cells.length === 0
      ? 'No nucleated cell.'
      : field.cells.length === 1
        ? '1 nucleated cell.'
        : `${field.cells.length} nucleated cells.`,
    ...field.cells.map((cell, k) => `Cell ${k + 1}: ${cellWords(cell)}.`),
    ...(field.threads > 0 ? ['Pale threads run across the field.'] : []),
  ];
}

const SHAPES: Readonly<Record<RedLook, readonly [one: string, many: string]>> = {
  round: ['round', 'round'],
  young: ['larger and bluish', 'larger and bluish'],
  fragment: ['a small, cornered piece', 'small, cornered pieces'],
  crenated: ['scalloped all round', 'scalloped all round'],
  target: ['with a dark middle in a pale ring', 'with a dark middle in a pale ring'],
  sickle: ['long, curved and pointed at both ends', 'long, curved and pointed at both ends'],
  teardrop: ['drawn out to one tail', 'drawn out to one tail'],
  oval: ['oval', 'oval'],
  pencil: ['thin as a pencil', 'thin as a pencil'],
  sphere: ['small, dense and without a pale middle', 'small, dense and without a pale middle'],
};

function redWords(field: Field): string {
  const kinds = Object.entries(field.reds) as [RedLook, readonly unknown[]][];
  const total = kinds.reduce((sum, [, list]) => sum + list.length, 0);
  const others = kinds
    .filter(([shape, list]) => shape !== 'round' && list.length > 0)
    .map(([shape, list]) => `${list.length} ${SHAPES[shape][list.length === 1 ? 0 : 1]}`);
  const lie = {
    apart: 'side by side',
    heaps: 'many in irregular heaps, one over another',
    stacks: 'many in rows, like stacked coins',
  }[field.lie];
  return `About ${Math.round(total / 10) * 10} red cells, ${lie}; ${middles(field.pallor)}; ${sizes(field)}${
    others.length ? `; ${others.join(', ')}` : ''
  }.`;
}

function middles(pallor: number): string {
  if (pallor < 0.3) return 'hardly a pale middle';
  if (pallor < 0.42) return 'pale in the middle third';
  return pallor < 0.56 ? 'pale in more than half of their width' : 'thin rings around a wide pale middle';
}

function sizes(field: Field): string {
  const across = (field.reds.round ?? []).map((red) => red[2]);
  if (across.length < 5) return 'sizes differ';
  const mean = across.reduce((a, b) => a + b, 0) / across.length;
  const spread =
    Math.sqrt(across.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / across.length) / mean;
  const uneven = spread > 0.1 ? 'very uneven' : spread > 0.08 ? 'uneven' : 'even';
  return `${mean.toFixed(1)} µm across, sizes ${uneven}`;
}

function plateletWords(field: Field): string {
  const large = field.platelets.filter((p) => p[2] >= 5).length;
  const heaped = field.clumps.reduce((sum, clump) => sum + clump.length, 0);
  const single = `${field.platelets.length} single platelet${field.platelets.length === 1 ? '' : 's'}`;
  return `${single}${large > 0 ? `, ${large} of them as large as a small red cell` : ''}; ${
    field.clumps.length === 0
      ? 'no clump'
      : `${field.clumps.length} clump${field.clumps.length === 1 ? '' : 's'} with about ${heaped} platelets`
  }.`;
}

/** One cell in words: the same that the drawing shows. */
export function cellWords(cell: Look): string {
  const { nucleus, cytoplasm } = cell;
  const shape = {
    lobes: `nucleus in ${nucleus.lobes} lobes joined by threads`,
    horseshoe: 'nucleus bent like a horseshoe, one width throughout',
    kidney: 'nucleus shaped like a kidney',
    round: 'round nucleus',
    folded: 'large folded nucleus',
    irregular: 'nucleus of irregular outline',
  }[nucleus.shape];
  const chromatin = {
    ink: 'dark as ink, without structure',
    clumped: 'with coarse clumps of chromatin',
    smooth: 'with smooth, dense chromatin',
    lacy: 'with lacy chromatin',
    fine: 'with very fine, even chromatin',
  }[nucleus.chromatin];
  const nucleoli = nucleus.nucleoli
    ? `, ${nucleus.nucleoli} nucleol${nucleus.nucleoli === 1 ? 'us' : 'i'}`
    : '';
  const tint =
    cytoplasm.tint === 'red-cell' ? 'cytoplasm of the color of the red cells' : `${cytoplasm.tint} cytoplasm`;
  const amount = { rim: 'a thin rim of', some: 'some', much: 'plenty of' }[cytoplasm.amount];
  const granules = {
    none: 'no granules',
    'few red': 'a few red granules',
    fine: 'fine lilac granules',
    dust: 'dust-fine granules',
    'coarse purple': 'coarse purple granules',
    orange: 'large orange granules, close together',
    dark: 'large blue-black granules over the nucleus',
  }[cell.granules];
  const more = [
    ...(cell.vacuoles ? [`${cell.vacuoles} vacuole${cell.vacuoles === 1 ? '' : 's'}`] : []),
    ...(cell.patches ? ['a pale blue patch at the edge'] : []),
    ...(cell.embraces ? ['bent around the red cells beside it and darker there'] : []),
  ];
  return [
    `${cell.across.toFixed(0)} µm, ${shape}, ${chromatin}${nucleoli}`,
    `${amount} ${tint}`,
    granules,
    ...more,
  ].join('; ');
}
