import type { SeenContainer } from '#laboratory/shift/index.ts';

/** Caps by the color that the catalog names. Tubes look the same by day and night. */
export const CAPS: { readonly [color: string]: string } = {
  lavender: '#8d6cb0',
  gold: '#d8a92e',
  gray: '#8b8f94',
  green: '#2f7d4f',
  'light blue': '#7fb5dd',
  'light green': '#8fcb9b',
  red: '#b8322f',
  clear: '#dfe6ea',
  yellow: '#e8c63c',
};

type Plasma = NonNullable<NonNullable<SeenContainer['drawn']>['plasma']>;
const STEPS = ['none', 'slight', 'marked', 'gross'];
const RED = [0, 0.28, 0.62, 0.92];
const MILK = [0, 0.35, 0.65, 0.92];
const YELLOW = [0, 0.35, 0.7, 1];

/** The color of plasma or serum: straw, more yellow with bilirubin, white with fat, red with hemoglobin. */
export function plasmaColor({ red, milky, yellow }: Plasma): string {
  const at = (amount: string, of: readonly number[]) => of[STEPS.indexOf(amount)] ?? 0;
  let color: Rgb = [240, 222, 160];
  color = mixed(color, [196, 142, 12], at(yellow, YELLOW));
  color = mixed(color, [250, 247, 238], at(milky, MILK));
  color = mixed(color, [158, 24, 30], at(red, RED));
  return `rgb(${color.map(Math.round).join(' ')})`;
}

type Rgb = [number, number, number];
const mixed = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((x, i) => x + (b[i as 0 | 1 | 2] - x) * share) as Rgb;
