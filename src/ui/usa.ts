import { geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import atlas from 'us-atlas/states-albers-10m.json' with { type: 'json' };

/** A state's outline as an SVG path (Albers, Alaska and Hawaii moved in), and where its name goes. */
export type Outline = { code: string; path: string; at: [number, number]; leader?: [number, number] };
/** The atlas is made for 975 × 610; the last of the Aleutian Islands lie left of it, the names in the sea right of it. */
export const BOX = { left: -58, width: 1050, height: 610 } as const;

/** FIPS codes as the atlas writes them. */
const CODES: { [fips: string]: string } = Object.fromEntries(
  '01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI 45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY'
    .split(' ')
    .map((s) => [s.slice(0, 2), s.slice(2)]),
);
/** Territories the projection leaves out: boxes in the empty corner. */
const BOXES: { [code: string]: [number, number] } = {
  PR: [893, 510], VI: [935, 510], GU: [893, 545], MP: [935, 545], AS: [893, 580],
}; // prettier-ignore
/** Names that would not fit: set in the sea, with a line to the state. */
const IN_THE_SEA: { [code: string]: [number, number] } = {
  NH: [947, 168], MA: [957, 192], RI: [957, 216], CT: [945, 240], NJ: [918, 264],
  DE: [908, 288], MD: [898, 312], DC: [886, 336], VT: [868, 92], HI: [338, 545],
}; // prettier-ignore
const NUDGE: { [code: string]: [number, number] } = {
  FL: [14, 4], LA: [-10, 2], MI: [3, 6], ID: [0, 22], CA: [-6, 6], KY: [8, 2], WV: [-4, 4], VA: [8, 4], MN: [-8, 0], AK: [2, -4], OK: [10, 0], NE: [4, 0], NY: [4, 0],
}; // prettier-ignore

/** Points that lie closer than this to a straight line are left out (map units; one unit is about one pixel). */
const TOLERANCE = 0.55;

type Point = [number, number];

/** Douglas and Peucker 1973: a line with fewer points, nowhere farther than the tolerance from the old one. */
function simplified(line: Point[]): Point[] {
  if (line.length <= 2) return line;
  const [a, b] = [line[0]!, line[line.length - 1]!];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  let worst = 0;
  let at = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const [x, y] = [line[i]![0] - a[0], line[i]![1] - a[1]];
    const off = length === 0 ? Math.hypot(x, y) : Math.abs(x * dy - y * dx) / length;
    if (off > worst) [worst, at] = [off, i];
  }
  if (worst <= TOLERANCE) return [a, b];
  return [...simplified(line.slice(0, at + 1)).slice(0, -1), ...simplified(line.slice(at))];
}

/** Borders are simplified once, so that neighbors still meet. */
function thinned(topology: Topology): Topology {
  const { scale, translate } = topology.transform!;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const line = arc.map((p): Point => {
      x += p[0]!;
      y += p[1]!;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
    return simplified(line);
  });
  const { transform: _, ...rest } = topology;
  return { ...rest, arcs };
}

let drawn: Outline[] | null = null;

/** Every state and territory, drawn once and kept. */
export function outlines(): Outline[] {
  if (drawn) return drawn;
  const topology = thinned(atlas as unknown as Topology);
  const states = feature(
    topology,
    topology.objects['states'] as GeometryCollection,
  ) as unknown as FeatureCollection<Polygon | MultiPolygon>;
  const path = geoPath().digits(1);
  drawn = states.features.flatMap((state): Outline[] => {
    const code = CODES[String(state.id)];
    if (!code) return [];
    const polygons =
      state.geometry.type === 'Polygon' ? [state.geometry.coordinates] : state.geometry.coordinates;
    const sized = polygons
      .map((coordinates) => ({ type: 'Polygon' as const, coordinates }))
      .map((polygon) => ({ polygon, area: path.area(polygon) }))
      .sort((a, b) => b.area - a.area);
    const kept = sized.filter(({ area }, i) => i === 0 || area > 2).map(({ polygon }) => polygon.coordinates);
    const middle = path.centroid(sized[0]!.polygon);
    const sea = IN_THE_SEA[code];
    const [dx, dy] = NUDGE[code] ?? [0, 0];
    const outline = { code, path: path({ type: 'MultiPolygon', coordinates: kept }) ?? '' };
    return [
      sea ? { ...outline, at: sea, leader: middle } : { ...outline, at: [middle[0] + dx, middle[1] + dy] },
    ];
  });
  for (const [code, [x, y]] of Object.entries(BOXES))
    drawn.push({ code, path: `M${x - 17},${y - 13}h34v26h-34Z`, at: [x, y] });
  return drawn;
}
