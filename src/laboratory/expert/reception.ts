import type { Deed, SeenContainer, View } from '../shift/index.ts';
import { evidenceOf } from './evidence.ts';
import { exception, isPrecious } from './exception.ts';
import type { Finding } from './finding.ts';

const HOUR = 3600;

/** The next thing to do at reception: look, scan, compare, and take in or turn away. Stat first. */
export function atReception(view: View): Finding | null {
  const rejected = view.specimens.find((s) => s.state.status === 'rejected' && s.again === null);
  if (rejected) return recollect(rejected.accession, view);
  const waiting = view.containers.filter((c) => c.place === 'reception' && !c.spinning);
  for (const container of waiting.sort(
    (a, b) => urgency(view, a) - urgency(view, b) || a.arrivedAt - b.arrivedAt,
  )) {
    const found = nextFor(container, view);
    if (found) return found;
  }
  return null;
}

const urgency = (view: View, c: SeenContainer): number => {
  const order = view.orders.find(
    (o) => o.id === view.specimens.find((s) => s.accession === c.accession)?.order,
  );
  return order?.priority === 'stat' ? 0 : 1;
};

const lis = (command: Extract<Deed, { deed: 'lis' }>['command']): Deed => ({ deed: 'lis', command });

function nextFor(container: SeenContainer, view: View): Finding | null {
  if (container.sees === null)
    return {
      family: 'routine',
      because: 'every tube is looked at before anything else',
      does: { deed: 'look', container: container.id },
    };
  if (container.label === 'none') return unlabeled(container, view);
  if (container.accession === null) {
    if (container.label?.accession)
      return {
        family: 'routine',
        because: 'its bar code tells the order',
        does: { deed: 'scan', container: container.id },
      };
    return null;
  }
  const specimen = view.specimens.find((s) => s.accession === container.accession);
  if (!specimen) return null;
  if (specimen.state.status !== 'arrived' && specimen.state.status !== 'expected') return null;
  return (
    judged(container, view) ?? {
      family: 'routine',
      because: 'label and order agree, and the tube is as it should be',
      does: lis({ do: 'accept', accession: container.accession, container: container.id }),
    }
  );
}

/** What was turned away whole is asked for again. */
function recollect(accession: string, view: View): Finding | null {
  const specimen = view.specimens.find((s) => s.accession === accession)!;
  if (specimen.state.status !== 'rejected' || specimen.again !== null) return null;
  const seen = evidenceOf(view, accession);
  return {
    family: 'routine',
    because: 'what is rejected is drawn again',
    does: {
      deed: 'recollect',
      accession,
      tests: specimen.tests.filter((t) => !['hidx', 'iidx', 'lidx'].includes(t)),
      told: seen.order.ward,
    },
  };
}

/** Nobody's blood: of the orders whose tube has not come, it can only be the one that is missing. */
function unlabeled(container: SeenContainer, view: View): Finding | null {
  if (container.accession !== null && isPrecious(container.kind)) {
    const known = exception(container, container.accession, view);
    return known === 'turn away' ? turnAway(container.accession, view) : known;
  }
  // Whose it may be is asked when all that came with it was looked at.
  if (view.containers.some((c) => c.kind === container.kind && c.place === 'reception' && c.sees === null))
    return null;
  const missing = view.specimens.filter(
    (s) =>
      s.tube === container.kind &&
      s.state.status === 'expected' &&
      !view.containers.some(
        (c) => c.accession === s.accession || (c.label !== 'none' && c.label?.accession === s.accession),
      ),
  );
  for (const specimen of missing) {
    if (missing.filter((m) => m.state.status === 'expected').length > 1 && view.coming.count > 0) continue;
    const kept = isPrecious(container.kind) ? exception(container, specimen.accession, view) : 'turn away';
    return kept === 'turn away' ? turnAway(specimen.accession, view) : kept;
  }
  return null;
}

const turnAway = (accession: string, view: View): Finding => ({
  family: 'F01',
  because: 'it has no label, and nobody can say whose it is',
  does: lis({
    do: 'reject',
    accession,
    reason: 'unlabeled',
    tests: 'all',
    told: evidenceOf(view, accession).order.ward,
  }),
});

/** Why a tube is turned away, from what is seen of it and written about it. */
function judged(container: SeenContainer, view: View): Finding | null {
  const seen = evidenceOf(view, container.accession!);
  const { label } = container;
  const { patient, ward } = seen.order;
  const reject = (reason: string, tests: readonly string[] | 'all'): Deed =>
    lis({ do: 'reject', accession: seen.accession, reason, tests, told: ward });
  if (label && label !== 'none') {
    const differs =
      label.name !== patient.name
        ? 'name'
        : label.mrn !== patient.mrn
          ? 'record number'
          : label.born !== patient.born
            ? 'day of birth'
            : null;
    if (differs)
      return {
        family: 'F02',
        because: `the ${differs} on the label is not that of the order`,
        does: reject('id-mismatch', 'all'),
      };
  }
  const filled = Number(/filled to (\d+) %/.exec(container.sees!.join(' '))?.[1] ?? 100);
  if (container.kind === 'ltblue' && filled < 90)
    return {
      family: 'F13',
      because: `citrate filled to ${filled} %: below 90 % clotting times are too long`,
      does: reject('qns', 'all'),
    };
  if (['lav', 'ltblue'].includes(container.kind)) {
    const sticks = container.sees!.find((s) => s.startsWith('sticks'));
    if (!sticks)
      return {
        family: 'routine',
        because: 'whole blood that is counted or clotted is looked through for clots',
        does: { deed: 'sticks', container: container.id },
      };
    if (!sticks.includes('no clot'))
      return { family: 'F10', because: 'there is a clot in it', does: reject('clotted', 'all') };
  }
  const cold = ['nh3', 'lact'].filter((t) => seen.specimen.tests.includes(t));
  if (cold.length > 0 && !container.sees!.includes('it came on ice'))
    return {
      family: 'F15',
      because: 'it should have come on ice',
      does: reject(
        'transport',
        cold.length === seen.specimen.tests.filter((t) => !t.endsWith('idx')).length ? 'all' : cold,
      ),
    };
  const drawn = seen.specimen.collectedAt;
  const hours = drawn === null ? 0 : (view.opens + view.seconds - drawn) / HOUR;
  if (container.kind === 'ucup' && hours > 2 && !container.sees!.includes('it came on ice'))
    return {
      family: 'F14',
      because: `urine of ${hours.toFixed(1)} hours ago, and not kept cold: good for two`,
      does: reject('transport', 'all'),
    };
  const cells = ['glu', 'k', 'phos', 'ldh'].filter((t) => seen.specimen.tests.includes(t));
  const open = seen.results.filter((r) => r.state.status === 'pending').map((r) => r.test);
  if (
    ['gold', 'red', 'ltgreen', 'green'].includes(container.kind) &&
    !container.spun &&
    hours > 2 &&
    cells.some((t) => open.includes(t))
  )
    return {
      family: 'F14',
      because: `${hours.toFixed(1)} hours on the cells: glucose falls, potassium and phosphate rise`,
      does: reject('transport', cells),
    };
  return null;
}
