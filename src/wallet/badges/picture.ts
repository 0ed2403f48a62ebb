import { SHAPES, SIZE, type Shape } from './seal-shapes.ts';

/** What stands in words under the seal. */
export type Caption = { name: string; issuer: string; issued: string; note: string };

const CENTER = SIZE / 2;
const LETTERS_A_LINE = 30;
const MOST_LINES = 3;
export const NOT_A_CERTIFICATION = 'Not a certification or license of any board or state.';

const round = (n: number): number => Math.round(n * 100) / 100;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'seal': {
      const steps = shape.scallops * 8;
      const points = Array.from({ length: steps }, (_, i) => {
        const turn = (i / steps) * 2 * Math.PI;
        const far = shape.radius + shape.wave * Math.cos(shape.scallops * turn);
        return `${round(CENTER + far * Math.cos(turn))},${round(CENTER + far * Math.sin(turn))}`;
      });
      return `<polygon points="${points.join(' ')}" fill="${shape.color}"/>`;
    }
    case 'ring':
      return `<circle cx="${CENTER}" cy="${CENTER}" r="${shape.radius}" fill="none" stroke="${shape.color}" stroke-width="${shape.width}"/>`;
    case 'box': {
      const { left, top, right, bottom } = shape;
      return `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="${shape.round}" fill="${shape.color}"/>`;
    }
    case 'line': {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
      return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${shape.color}" stroke-width="${shape.width}" stroke-linecap="round"/>`;
    }
  }
}

/** A title in at most three lines; what does not fit ends with dots. */
function lines(text: string): string[] {
  const broken: string[] = [];
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .map((w) => w.slice(0, LETTERS_A_LINE))) {
    const last = broken.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS_A_LINE)
      broken.splice(-1, 1, `${last} ${word}`);
    else broken.push(word);
  }
  if (broken.length <= MOST_LINES) return broken;
  return [...broken.slice(0, MOST_LINES - 1), `${broken[MOST_LINES - 1]!.slice(0, LETTERS_A_LINE - 1)}…`];
}

/** The seal with its words below, as a picture that stands by itself. */
export function drawnSvg({ name, issuer, issued, note }: Caption): string {
  const title = lines(name);
  const below = SIZE + 34 + title.length * 30;
  const line = (text: string, y: number, size: number, more = '') =>
    `<text x="${CENTER}" y="${y}" font-size="${size}"${more}>${escaped(text)}</text>`;
  const small = lines(issuer);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${below + small.length * 20 + 62}" role="img">`,
    `<title>${escaped(`Badge: ${name}, from ${issuer}`)}</title>`,
    `<rect width="100%" height="100%" fill="#fbfaf6"/>`,
    ...SHAPES.map(shapeSvg),
    `<g font-family="Georgia, 'Times New Roman', serif" text-anchor="middle" fill="#1f1d1a">`,
    ...title.map((text, i) => line(text, SIZE + 34 + i * 30, 24, ' font-weight="600"')),
    `<g fill="#5a554c">`,
    ...small.map((text, i) => line(text, below + i * 20, 16)),
    line(issued, below + small.length * 20 + 2, 14),
    line(note, below + small.length * 20 + 36, 12),
    `</g></g></svg>`,
  ].join('');
}
