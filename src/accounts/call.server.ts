import { isAPIError } from 'better-auth/api';
import { CLIENT_HEADER, type Auth } from './auth.server.ts';

/** One request to a page, as far as accounts need it. SvelteKit's `event` has all of it. */
export type Visit = {
  /** The origin that the reader sees, one that this installation answers to. */
  origin: string;
  headers: Headers;
  /** The network address that asks, found by our own server. */
  client: string;
  cookies: {
    set(
      name: string,
      value: string,
      options: {
        path: string;
        httpOnly: boolean;
        secure: boolean;
        sameSite: 'lax' | 'strict' | 'none';
        maxAge?: number;
      },
    ): void;
  };
};

/** `refused`: the code by which better-auth says why. */
export type Called<T> = { answer: T } | { refused: string };

type Answered<T> = { headers?: Headers | null; response: T };

/**
 * Calls better-auth for a request, with its cookies, and hands the cookies it sets to the answer. A refusal is a value; what
 * is broken (the database, a bug) is thrown.
 */
export async function call<T>(
  auth: Auth,
  visit: Visit,
  act: (api: Auth['api'], how: { headers: Headers; returnHeaders: true }) => Promise<Answered<T>>,
): Promise<Called<T>> {
  const headers = new Headers({ cookie: visit.headers.get('cookie') ?? '' });
  headers.set('user-agent', visit.headers.get('user-agent')?.slice(0, 300) ?? '');
  headers.set(CLIENT_HEADER, visit.client);
  try {
    const { headers: answered, response } = await act(auth.api, { headers, returnHeaders: true });
    for (const line of answered?.getSetCookie() ?? []) setCookie(visit, line);
    return { answer: response };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    // Where better-auth hides what broke, it is told; without a cause it is an answer that it could not read.
    if (error.cause !== undefined) throw error.cause;
    return { refused: error.body?.code ?? String(error.status) };
  }
}

/** A `Set-Cookie` line of better-auth. Its value is decoded, because whoever sets it encodes it again. */
function setCookie({ cookies }: Visit, line: string): void {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const cut = pair.indexOf('=');
  const told = new Map(
    rest.map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name.toLowerCase(), value];
    }),
  );
  const age = told.get('max-age');
  const sameSite = told.get('samesite')?.toLowerCase();
  cookies.set(pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1)), {
    path: told.get('path') ?? '/',
    httpOnly: told.has('httponly'),
    secure: told.has('secure'),
    sameSite: sameSite === 'strict' || sameSite === 'none' ? sameSite : 'lax',
    ...(age === undefined ? {} : { maxAge: Number(age) }),
  });
}
