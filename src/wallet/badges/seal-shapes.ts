/**
 * The picture of a badge: a seal with a scalloped rim, and in it a specimen tube with a check mark. Shapes as data, painted
 * one over the other, so that the SVG and the PNG show the same. Lengths in units of which the seal is 400 wide.
 */
export const SIZE = 400;

export type Color = `#${string}`;
/** Hematoxylin, the accent of the pages; a lighter stain; paper. */
const INK = '#453a94';
const STAIN = '#a79de0';
const PAPER = '#fbfaf6';

export type Shape =
  | { kind: 'seal'; radius: number; wave: number; scallops: number; color: Color }
  | { kind: 'ring'; radius: number; width: number; color: Color }
  | { kind: 'box'; left: number; top: number; right: number; bottom: number; round: number; color: Color }
  | { kind: 'line'; from: Point; to: Point; width: number; color: Color };
export type Point = readonly [x: number, y: number];

export const SHAPES: readonly Shape[] = [
  { kind: 'seal', radius: 184, wave: 4, scallops: 36, color: INK },
  { kind: 'ring', radius: 160, width: 3, color: PAPER },
  { kind: 'box', left: 164, top: 104, right: 236, bottom: 316, round: 36, color: PAPER },
  { kind: 'box', left: 164, top: 104, right: 236, bottom: 200, round: 0, color: PAPER },
  { kind: 'box', left: 172, top: 222, right: 228, bottom: 308, round: 28, color: STAIN },
  { kind: 'box', left: 172, top: 222, right: 228, bottom: 262, round: 0, color: STAIN },
  { kind: 'box', left: 152, top: 86, right: 248, bottom: 124, round: 10, color: PAPER },
  { kind: 'box', left: 164, top: 124, right: 236, bottom: 130, round: 0, color: INK },
  { kind: 'line', from: [184, 176], to: [197, 190], width: 9, color: INK },
  { kind: 'line', from: [197, 190], to: [219, 158], width: 9, color: INK },
];
