import type { Letter } from '#letters/index.server.ts';
import type { Notice } from './notice.ts';

/** So many are written out; the page holds all. */
const MOST = 10;

/** The letter about what changed. @param site the address of this installation */
export function changesLetter(notices: readonly Notice[], site: string): Letter {
  const many = notices.length;
  const page = new URL('/changes', site).href;
  const parts = notices
    .slice(0, MOST)
    .map(({ name, before, after, confidence, rules }) =>
      [
        name,
        `  before: ${before}`,
        `  now:    ${after}${confidence === 'likely' ? ' (likely; confirm it)' : ''}`,
        ...rules.map((r) => `  because ${r.name} changed${r.what[0] ? `: ${r.what[0].what}` : ''}`),
      ].join('\n'),
    );
  return {
    subject:
      many === 1 ? 'A rule changed, and something for you' : `Rules changed, and ${many} things for you`,
    text: `${[
      `The rules on file changed. With your record as it is, ${many === 1 ? 'this' : `these ${many} things`} came out\ndifferently:`,
      ...parts,
      ...(many > MOST ? [`And ${many - MOST} more.`] : []),
      `The rules, with their sources, are at\n${page}`,
      'You can turn these letters off there. The board or the state has the\nlast word.',
    ].join('\n\n')}\n`,
  };
}
