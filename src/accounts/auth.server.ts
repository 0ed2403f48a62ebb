import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import type { BetterAuthOptions } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Db } from '#storage/index.server.ts';
import { cookiePrefix } from './cookie.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** How long a link in a letter opens something. */
export const LINK_MINUTES = 60;
/** For so long after signing in, a person may change how they sign in. */
export const FRESH_SECONDS = 10 * MINUTE;
/** The header in which the wrapper tells better-auth who asks; what a client writes there is overwritten. */
export const CLIENT_HEADER = 'x-benchpath-client';

export type AuthSettings = { db: Db; secret: string; origin: string; report: (line: string) => void };

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** What better-auth would send or tell while we call it, caught for whoever called. */
type Caught = { token: string | null; reset: { id: string; email: string } | null };
const catching = new AsyncLocalStorage<Caught>();
const letterTo = async ({ token }: { token: string }): Promise<void> => {
  const caught = catching.getStore();
  if (caught) caught.token = token;
};

/** Runs what makes better-auth send a letter or change a password, and gives what it would have told. */
export async function catchFrom<T>(act: () => Promise<T>): Promise<{ answer: T; caught: Caught }> {
  const caught: Caught = { token: null, reset: null };
  return { answer: await catching.run(caught, act), caught };
}

/**
 * better-auth on our own tables. It is told `sqlite` on PostgreSQL too: then it writes ISO texts, 0 and 1, which are our
 * portable types, and its SQL runs on both. No transactions of its own: on SQLite's one connection it would keep everybody
 * waiting while it hashes a password. Its routes are nowhere mounted; only our actions call it.
 */
export const authOptions = ({ db, secret, origin, report }: AuthSettings) =>
  ({
    appName: 'Benchpath',
    baseURL: origin,
    basePath: '/none',
    secret,
    trustedOrigins: [],
    telemetry: { enabled: false },
    // At `info` it would write e-mail addresses.
    logger: { level: 'error', disableColors: true, log: (_, message) => report(message) },
    database: { db, type: 'sqlite', transaction: false },
    user: { modelName: 'person', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'session',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: 30 * DAY,
      updateAge: DAY,
      freshAge: FRESH_SECONDS,
    },
    account: {
      modelName: 'sign_in',
      fields: {
        userId: 'person_id',
        providerId: 'provider',
        accountId: 'provider_account',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
      accountLinking: { enabled: false },
    },
    verification: {
      modelName: 'proof_of_mail',
      fields: { expiresAt: 'expires_at', ...times },
      storeIdentifier: 'hashed',
    },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      // Whoever begins with a password could begin with somebody else's address: accounts are made by a letter only.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      requireEmailVerification: true,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: LINK_MINUTES * MINUTE,
      sendResetPassword: letterTo,
      onPasswordReset: async ({ user: { id, email } }) => {
        const caught = catching.getStore();
        if (caught) caught.reset = { id, email };
      },
    },
    advanced: {
      // Its own way would be `__Secure-`, which a neighbor under the same domain can set too.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(origin),
      defaultCookieAttributes: { secure: origin.startsWith('https:') },
      // It would look for its tables in SQLite's own list, on PostgreSQL too. A test compares the columns instead.
      database: { validateSchema: false },
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
    },
    plugins: [
      magicLink({ expiresIn: LINK_MINUTES * MINUTE, storeToken: 'hashed', sendMagicLink: letterTo }),
      passkey({
        rpName: 'Benchpath',
        rpID: new URL(origin).hostname,
        origin,
        schema: {
          passkey: {
            modelName: 'passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'person_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  }) satisfies BetterAuthOptions;

const makeAuth = (settings: AuthSettings) => betterAuth(authOptions(settings));

export type Auth = ReturnType<typeof makeAuth>;

/** One instance for each origin by which this installation is reached: cookies and passkeys belong to one. */
export function authsOf(settings: Omit<AuthSettings, 'origin'>): (origin: string) => Auth {
  const made = new Map<string, Auth>();
  return (origin) => {
    const there = made.get(origin) ?? makeAuth({ ...settings, origin });
    made.set(origin, there);
    return there;
  };
}
