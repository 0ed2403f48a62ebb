import { expect, test } from 'vitest';
import { CLIENT_HEADER, setClient } from './client.ts';

const asked = (proxies: number, forwarded?: string, connection: string | undefined = '10.0.0.1') => {
  const headers = {
    [CLIENT_HEADER]: '6.6.6.6',
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
  };
  setClient(headers, connection, proxies);
  return headers[CLIENT_HEADER];
};

test('a client does not choose the address that its tries are counted under', () => {
  expect(asked(0)).toBe('10.0.0.1');
  expect(asked(0, '1.2.3.4')).toBe('10.0.0.1');
  // The proxy adds to the end; what the client wrote itself stands before that.
  expect(asked(1, '6.6.6.6, 192.0.2.7')).toBe('192.0.2.7');
  expect(asked(2, '6.6.6.6, 192.0.2.7, 10.0.0.9')).toBe('192.0.2.7');
});

test('where a proxy told nothing, the connection does', () => {
  expect(asked(1)).toBe('10.0.0.1');
  expect(asked(3, '192.0.2.7')).toBe('10.0.0.1');
  expect(asked(1, ' , ')).toBe('10.0.0.1');
  expect(asked(0, undefined, '')).toBe('unknown');
});
