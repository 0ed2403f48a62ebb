import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Around } from './around.server.ts';
import type { Visit } from './call.server.ts';
import { cookiePrefix } from './cookie.ts';

const KEPT_SECONDS = 180 * 24 * 60 * 60;
const nameOf = (origin: string): string => `${cookiePrefix(origin)}-known`;

const cookieIn = ({ headers, origin }: Visit): string => {
  const begin = `${nameOf(origin)}=`;
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(begin))?.slice(begin.length) ?? '';
};

/**
 * Browsers in which somebody signed in before. Their tries are counted by themselves, so that whoever guesses elsewhere, or
 * behind the same network, does not keep them out ("device cookies", OWASP). The cookie names nobody, opens nothing, and
 * only who has the installation's secret can make one.
 */
export const openKnown = ({ authOf, random }: Pick<Around, 'authOf' | 'random'>) => {
  const proofOf = async (origin: string, name: string, address: string): Promise<Buffer> => {
    const { secret } = await authOf(origin).$context;
    return createHmac('sha256', secret).update(`known browser\n${name}\n${address}`).digest();
  };
  const put = ({ cookies, origin }: Visit, value: string, maxAge: number): void => {
    const secure = origin.startsWith('https:');
    cookies.set(nameOf(origin), value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge });
  };
  return {
    async remember(visit: Visit, address: string): Promise<void> {
      const name = Buffer.from(random(16)).toString('base64url');
      const proof = await proofOf(visit.origin, name, address);
      put(visit, `${name}.${proof.toString('base64url')}`, KEPT_SECONDS);
    },

    forget: (visit: Visit): void => put(visit, '', 0),

    /** The name under which this browser is known for an address; null = not for this one. */
    async nameFor(visit: Visit, address: string): Promise<string | null> {
      const [name = '', told = ''] = cookieIn(visit).split('.');
      if (name === '' || told === '') return null;
      const given = Buffer.from(told, 'base64url');
      const proof = await proofOf(visit.origin, name, address);
      return given.length === proof.length && timingSafeEqual(given, proof) ? name : null;
    },
  };
};

export type Known = ReturnType<typeof openKnown>;
