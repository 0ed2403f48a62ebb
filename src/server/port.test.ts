import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { addressesOf } from './address.ts';
import { listen } from './listen.server.ts';

// Reserved for documentation (RFC 5737): no machine has it.
const NOBODYS = '198.51.100.7';
const HAS_IPV6 = Object.values(networkInterfaces()).some((each) =>
  each?.some(({ address }) => address === '::1'),
);

const start = (port: number, addresses: string[]) =>
  listen((_, response) => response.end('ours'), { port, addresses });
const read = async (host: string, port: number) => (await fetch(`http://${host}:${port}`)).text();

/** Somebody else's server, on a port of its own. */
async function other(host: string) {
  const server = createServer((_, response) => response.end('theirs'));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() };
}

test.runIf(HAS_IPV6)(
  'localhost is listened on by both of its numbers, and nobody else can have one of them',
  async () => {
    const server = await start(0, addressesOf('localhost'));
    for (const host of ['127.0.0.1', '[::1]', 'localhost'])
      expect(await read(host, server.port)).toBe('ours');
    await server.close(0);
    for (const host of ['127.0.0.1', '[::1]']) await expect(read(host, server.port), host).rejects.toThrow();
    for (const host of ['127.0.0.1', '::1']) {
      const theirs = await other(host);
      await expect(start(theirs.port, addressesOf('localhost')), host).rejects.toMatchObject({
        code: 'EADDRINUSE',
      });
      // What was taken before the refusal is given back.
      const free = host === '::1' ? '127.0.0.1' : '::1';
      await (await start(theirs.port, [free])).close(0);
      theirs.close();
    }
  },
);

test('an address that the machine does not have is left out, and refused when it is the only one', async () => {
  const server = await start(0, ['127.0.0.1', NOBODYS]);
  expect(await read('127.0.0.1', server.port)).toBe('ours');
  await server.close(0);
  await expect(start(0, [NOBODYS])).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});
