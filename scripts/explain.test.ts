import { expect, test } from 'vitest';
import { explain, explainNpm, withoutHosts } from './bootstrap/explain.js';

test('a full disk and a folder that is not ours are each one sentence', () => {
  expect(explain('npm error code ENOSPC', 'installing packages')).toMatch(/^The disk is full, so installing/);
  expect(explain('EROFS: read-only file system', 'building the pages')).toMatch(
    /^A folder may not be written/,
  );
  expect(explain('SyntaxError: unexpected token', 'building the pages')).toBeNull();
});

test('what npm says without a network is one sentence that names no host', () => {
  const said = [
    'npm error code ENOTFOUND\nnpm error network request to https://packages.lab.example/zod failed',
    'npm error code ECONNREFUSED\nnpm error FetchError: connect ECONNREFUSED 10.0.0.9:443',
    'npm error code E503\nnpm error 503 Service Unavailable - GET https://packages.lab.example/zod',
    'npm error code SELF_SIGNED_CERT_IN_CHAIN',
  ];
  for (const text of said) {
    const sentence = explainNpm(text, 'installing packages');
    expect(sentence).toMatch(/^The package registry could not be reached/);
    expect(sentence).not.toMatch(/lab\.example|10\.0\.0\.9/);
  }
});

test('an unknown failure of npm is shown without its hosts', () => {
  expect(withoutHosts('GET https://user:key@packages.lab.example:8443/zod failed')).toBe(
    'GET https://…/zod failed',
  );
});
