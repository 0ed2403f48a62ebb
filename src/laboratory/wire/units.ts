/**
 * The judge of units: null for a unit of UCUM, else what is wrong with it. By the library of LHNCBC, which takes some 50 ms to
 * load; so only who looks at units loads it.
 */
export async function ucum(): Promise<(unit: string) => string | null> {
  const { UcumLhcUtils } = await import('@lhncbc/ucum-lhc');
  const units = UcumLhcUtils.getInstance();
  const known = new Map<string, string | null>();
  return (unit) => {
    const before = known.get(unit);
    if (before !== undefined) return before;
    const fault = faultOf(unit, units);
    // What senders write is few; what somebody makes up to fill the memory is not kept.
    if (known.size < 2000) known.set(unit, fault);
    return fault;
  };
}

type Units = { validateUnitString: (unit: string, suggest: boolean) => { status: string; msg: string[] } };

function faultOf(unit: string, units: Units): string | null {
  if (unit === '') return 'there is none';
  // The library reads past blanks, and writes to the console where it does not.
  if (!/^[\u0021-\u007e]+$/.test(unit)) return 'blanks and letters outside ASCII have no place in it';
  if (unit.length > 100) return 'it is longer than any unit';
  const { status, msg } = units.validateUnitString(unit, false);
  return status === 'valid'
    ? null
    : (msg[0]?.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '') ?? 'it is not known');
}

/** A value in another unit of UCUM; null where the two do not measure the same, or one is none. Amount of substance is never turned into mass. */
export async function ucumFactors(): Promise<(value: number, from: string, to: string) => number | null> {
  const { UcumLhcUtils } = await import('@lhncbc/ucum-lhc');
  const units = UcumLhcUtils.getInstance();
  const known = new Map<string, boolean>();
  return (value, from, to) => {
    if (from === to) return value;
    if (faultOf(from, units) !== null || faultOf(to, units) !== null) return null;
    const pair = `${from} ${to}`;
    if (known.get(pair) === false) return null;
    const { status, toVal } = units.convertUnitTo(from, value, to);
    const turned =
      status === 'succeeded' && typeof toVal === 'number' && Number.isFinite(toVal) ? toVal : null;
    if (known.size < 2000) known.set(pair, turned !== null);
    return turned === null ? null : Number(turned.toPrecision(12));
  };
}
