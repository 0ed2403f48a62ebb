import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { below, pick, under, type Stream } from '../world/index.ts';

/** People and orders of a full shift who are nobody in particular. */
export function crowdOf(
  { crowd }: ScenarioEntry,
  stream: Stream,
): Pick<ScenarioEntry, 'patients' | 'orders'> {
  if (!crowd) return { patients: [], orders: [] };
  const own = under(stream, 'crowd');
  const patients: ScenarioEntry['patients'] = [];
  const orders: ScenarioEntry['orders'] = [];
  for (let n = 0; n < crowd.specimens; n++) {
    const id = `c${n + 1}`;
    const some = under(own, id);
    const ill = crowd.classes.length > 0 && below(some, 0, 3) === 0;
    patients.push({
      id,
      classes: ill ? [pick(some, 1, crowd.classes)] : [],
      usual: {},
      drugs: [],
      substances: {},
      course: [],
      urine: [],
      picture: 'Nothing special; a routine draw.',
    });
    const arrives = crowd.from + below(some, 2, Math.max(1, crowd.to - crowd.from));
    orders.push({
      id: `o-${id}`, patient: id, tests: [...pick(some, 3, crowd.tests)], priority: below(some, 4, 6) === 0 ? 'stat' : 'routine', drawn: arrives - 20 - below(some, 5, 25), arrives,
      site: 'arm', on: 'room', draw: 'From the arm without a drip, tubes in the order of draw, turned over.', tubes: {}, irretrievable: false,
    }); // prettier-ignore
  }
  return { patients, orders };
}
