import type { Detector } from '../finding.ts';

const COUNTED = ['ua_rbc', 'ua_wbc'];
/** Pads that ask for a microscope where they are not negative (urinalysis-correlation, reflex). */
const REFLEX = ['ua_prot', 'ua_bld', 'ua_le', 'ua_nit'];

/** The sediment that was ordered is looked at, and one that the strip asks for is added. */
export const sediment: Detector = (seen) => {
  if (seen.container?.kind !== 'ucup' || seen.specimen.state.status === 'rejected') return null;
  const counted = seen.results.filter((r) => COUNTED.includes(r.test));
  const looked = seen.notes('sediment').length > 0;
  if (counted.some((r) => r.state.status === 'pending') && !looked)
    return { family: 'routine', because: 'a sediment is ordered: it is looked at', does: { deed: 'sediment', container: seen.container.id } };
  const asks = seen.observed.find((r) => REFLEX.includes(r.test) && (r.readings.at(-1)?.text ?? 'negative') !== 'negative');
  if (asks && counted.length === 0)
    return { family: 'routine', because: `${asks.name} is not negative: policy asks for the sediment`, does: { deed: 'lis', command: { do: 'add on', accession: seen.accession, tests: COUNTED } } };
  return null;
}; // prettier-ignore
