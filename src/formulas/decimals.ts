/** From here on a double has no decimals to speak of. */
const EXACT = 1e15;

/** A number as it is reported, with so many decimals. Halves go away from zero; 2.675 is a half although no double is it. */
export function decimalText(value: number, decimals: number): string {
  if (Math.abs(value) >= EXACT) return String(shortNumber(value, 13));
  const short = Number(Math.abs(value).toPrecision(13));
  const whole = Math.round(shifted(short, decimals));
  const text = shifted(whole, -decimals).toFixed(decimals);
  return value < 0 && whole !== 0 ? `-${text}` : text;
}

function shifted(value: number, by: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + by}`);
}

/** A number for reading: at most so many digits that count. */
export const shortNumber = (value: number, digits = 6): number => Number(value.toPrecision(digits));

const READ: { [unit: string]: string } = {
  '1': '',
  a: 'years',
  d: 'days',
  Cel: '°C',
  '[degF]': '°F',
  '[pH]': '',
  '[g]': 'x g',
};

/** A UCUM unit for reading: `1` is none, annotations and brackets lose their marks, `10*3/uL` is `x10^3/uL`. */
export const unitText = (unit: string): string =>
  READ[unit] ??
  unit
    .replace(
      /(\w?)\{([^}]*)\}/g,
      (_, before: string, words: string) => `${before && `${before} `}${words.replaceAll('_', ' ')}`,
    )
    .replace(/\[([^\]]*)\]/g, '$1')
    .replace(/^10\*/, 'x10^');
