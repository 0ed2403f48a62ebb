import { z } from 'zod';
import type { Person } from '#kernel/person.ts';
import type { Around, Limited } from './around.server.ts';
import { call, type Visit } from './call.server.ts';
import { limits } from './limits.ts';
import type { SignIn } from './sign-in.server.ts';
import { openTelling } from './telling.server.ts';

/** What the browser's authenticator answered (WebAuthn Level 3, `toJSON`), as far as we look at it before better-auth does. */
const COMMON = {
  id: z.string().min(1).max(2000),
  rawId: z.string(),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};
const MADE = z.looseObject({ ...COMMON, response: z.looseObject({ clientDataJSON: z.string() }) });
const USED = z.object({
  ...COMMON,
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().exactOptional(),
  }),
});
const LONGEST_ANSWER = 20_000;

function readAnswer<T>(text: string, schema: z.ZodType<T>): T | null {
  if (text.length > LONGEST_ANSWER) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** `stale`: signed in too long ago for this. `refused`: the browser or we did not take it. */
type Refused = { why: 'stale' | 'refused' } | Limited;

export const openPasskeys = (
  { db, authOf, attempts, ...around }: Around,
  { replacing }: SignIn,
  tell = openTelling({ db, ...around }),
) => ({
  /** What the browser is asked for, as JSON; the challenge in it is good for five minutes. */
  async challenge(visit: Visit, to: 'make' | 'use'): Promise<{ options: string } | Refused> {
    const tried = await attempts.take(limits.challenge(visit.client));
    if (!tried.ok) return { why: 'limit', until: tried.until };
    const called = await call<unknown>(authOf(visit.origin), visit, (api, how) =>
      to === 'make'
        ? api.generatePasskeyRegistrationOptions({ query: {}, ...how })
        : api.generatePasskeyAuthenticationOptions(how),
    );
    return 'refused' in called ? { why: 'stale' } : { options: JSON.stringify(called.answer) };
  },

  async make(visit: Visit, person: Person, answer: string, name: string): Promise<{ made: true } | Refused> {
    const response = readAnswer(answer, MADE);
    if (response === null) return { why: 'refused' };
    const called = await call(authOf(visit.origin), visit, (api, how) =>
      api.verifyPasskeyRegistration({ body: { response, name }, ...how }),
    );
    if ('answer' in called) {
      await tell(visit.origin, person, 'passkey');
      return { made: true };
    }
    return { why: called.refused === 'SESSION_NOT_FRESH' ? 'stale' : 'refused' };
  },

  async use(visit: Visit, answer: string): Promise<{ person: string } | Refused> {
    const taken = limits.passkey(visit.client);
    const tried = await attempts.take(taken);
    if (!tried.ok) return { why: 'limit', until: tried.until };
    const response = readAnswer(answer, USED);
    if (response === null) return { why: 'refused' };
    const called = await replacing(visit, () =>
      call(authOf(visit.origin), visit, (api, how) =>
        api.verifyPasskeyAuthentication({ body: { response }, ...how }),
      ),
    );
    if ('refused' in called) return { why: 'refused' };
    await attempts.giveBack(taken);
    return { person: called.answer.user.id };
  },

  list: (person: Person) =>
    db
      .selectFrom('passkey')
      .select(['id', 'name', 'created_at as madeAt'])
      .where('person_id', '=', person.id)
      .orderBy('created_at')
      .execute(),

  /** Takes a passkey off. The page asks for a fresh session. */
  async remove(visit: Visit, person: Person, id: string): Promise<void> {
    const { numDeletedRows } = await db
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('person_id', '=', person.id)
      .executeTakeFirst();
    if (numDeletedRows > 0n) await tell(visit.origin, person, 'passkey-off');
  },
});
