// Somebody's browser without a window: it keeps cookies, sends forms as browsers do, and reads every answer to the bottom.
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { unseal } from '../../src/record/sealing.server.ts';
import { vi } from 'vitest';
import { lettersTo } from '../browser/testing/mailbox.ts';
import type { Site } from '../browser/testing/site.ts';

export const PASSWORD = 'correct horse battery staple';
/** Every sealed file of these tests is opened with it. */
export const PASSPHRASE = 'four words and one more';

export type Form = { [name: string]: string | Blob };
export type Asked = { method: string; path: string; form?: Form | undefined };
/** `text` is all that an answer says: status, head and body, unpacked where it is an archive. */
export type Told = { status: number; location: string; text: string; kept: string };

export type Visitor = {
  name: string;
  ask(asked: Asked): Promise<Told>;
  /** The same, for steps of a test that must go as they should. */
  must(asked: Asked, status: number): Promise<Told>;
  enterByLetter(address: string): Promise<void>;
  signIn(address: string): Promise<void>;
  cookie(name: string): string | undefined;
  /** As whoever writes cookies by hand; nothing that is answered takes it away. */
  setCookie(name: string, value: string): void;
};

export function visitor(site: Site, name: string): Visitor {
  const jar = new Map<string, string>();
  const ask = async ({ method, path, form }: Asked): Promise<Told> => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const sent = form && bodyOf(form);
    const response = await fetch(site.origin + path, {
      method,
      headers: { cookie, origin: site.origin, accept: 'text/html' },
      redirect: 'manual',
      ...(sent ? { body: sent } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(key);
      else jar.set(key, value);
    }
    const head = [...response.headers].map(([key, value]) => `${key}: ${value}`).join('\n');
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      kept: response.headers.get('cache-control') ?? '',
      text: `${response.status}\n${decoded(head)}\n\n${await readable(Buffer.from(await response.arrayBuffer()))}`,
    };
  };
  const must: Visitor['must'] = async (asked, status) => {
    const told = await ask(asked);
    if (told.status !== status)
      throw new Error(`${name}: ${asked.method} ${asked.path} answered ${told.text.slice(0, 2_000)}`);
    return told;
  };
  return {
    name,
    ask,
    must,
    cookie: (key) => jar.get(key),
    setCookie: (key, value) => void jar.set(key, value),
    async enterByLetter(email) {
      await must({ method: 'POST', path: '/sign-up', form: { email } }, 200);
      const token = await vi.waitFor(() => /[?&]token=([\w-]+)/.exec(lettersTo(site, email).join(''))![1]!, {
        timeout: 20_000,
        interval: 50,
      });
      await must({ method: 'POST', path: '/sign-in/link', form: { token } }, 303);
      await must({ method: 'POST', path: '/account/keys', form: { name: '', password: PASSWORD } }, 303);
    },
    async signIn(email) {
      await must({ method: 'POST', path: '/sign-in?/password', form: { email, password: PASSWORD } }, 303);
    },
  };
}

/** A form as a browser sends it: with files in parts, without as a line. */
function bodyOf(form: Form): FormData | URLSearchParams {
  const texts = Object.entries(form).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (texts.length === Object.keys(form).length) return new URLSearchParams(texts);
  const body = new FormData();
  for (const [name, value] of Object.entries(form))
    if (typeof value === 'string') body.set(name, value);
    else body.set(name, value, 'file');
  return body;
}

function decoded(text: string): string {
  try {
    return `${text}\n${decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/%25([\da-f]{2})/gi, '%$1'))}`;
  } catch {
    return text;
  }
}

/** What bytes say: a sealed file is opened, and everything in a zip is read. */
async function readable(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 21).toString('latin1') === 'age-encryption.org/v1') {
    const open = await unseal(bytes, PASSPHRASE);
    return 'opened' in open ? readable(Buffer.from(open.opened)) : open.wrong;
  }
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8');
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    parts.push(entry.fileName, (await buffer(stream)).toString('utf8'));
  }
  return parts.join('\n');
}
