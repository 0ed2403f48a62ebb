import { LONGEST_PASSPHRASE, SHORTEST_PASSPHRASE } from '#record/sealing.server.ts';
import { present } from '../archive.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const PROBLEMS: { [code: string]: string } = {
  short: `The passphrase has fewer than ${SHORTEST_PASSPHRASE} characters. Take four or five words that have nothing to do with each other.`,
  long: `The passphrase has more than ${LONGEST_PASSPHRASE} characters.`,
  differ: 'The two passphrases are not the same. Type both once more.',
};

export const load: PageServerLoad = async ({ cookies, url }) => ({
  begun: (await present(cookies)) !== null,
  shortest: SHORTEST_PASSPHRASE,
  problem: PROBLEMS[url.searchParams.get('problem') ?? ''] ?? null,
});
