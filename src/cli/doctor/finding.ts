/** `fine`; `look`: nothing is lost, but somebody should see to it; `wrong`: something is lost or will be. */
export type State = 'fine' | 'look' | 'wrong';

/** One thing looked at. `act`: what to do; there is one wherever the state is not `fine`. */
export type Finding = { about: string; state: State; text: string; act?: string };

export const fine = (about: string, text: string): Finding => ({ about, state: 'fine', text });
export const look = (about: string, text: string, act: string): Finding => ({
  about,
  state: 'look',
  text,
  act,
});
export const wrong = (about: string, text: string, act: string): Finding => ({
  about,
  state: 'wrong',
  text,
  act,
});

/** `123 MB`, `1.4 GB`: of 1,000, as disks are sold. */
export function bytesText(bytes: number): string {
  const [power, unit] = bytes < 1e6 ? [1e3, 'kB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  const n = bytes / power;
  return `${n < 10 ? n.toFixed(1) : Math.round(n)} ${unit}`;
}
