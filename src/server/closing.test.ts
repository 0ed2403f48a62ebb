import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startScript } from './testing/process.ts';

const SLOW = join(import.meta.dirname, 'testing', 'slow.ts');

test('SIGTERM lets a request under way finish, closes kept connections and ends with 0', async () => {
  const server = startScript([SLOW, '10000']);
  const [, port] = await server.until(/port (\d+)/);
  const agent = new Agent({ keepAlive: true });
  const idle = get({ port, path: '/0', agent });
  const [first] = await once(idle, 'response');
  await first.toArray();

  const answer = fetch(`http://127.0.0.1:${port}/600`);
  await server.until(/under way[^]*under way/);
  server.child.kill('SIGTERM');
  await server.until(/closing/);
  await expect(fetch(`http://127.0.0.1:${port}/0`)).rejects.toThrow();

  const response = await answer;
  expect(response.headers.get('connection')).toBe('close');
  expect(await response.text()).toBe('finished');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.said()).toContain('closed');
  agent.destroy();
});

test('a request that takes too long is cut off rather than waited for', async () => {
  const server = startScript([SLOW, '100']);
  const [, port] = await server.until(/port (\d+)/);
  const answer = fetch(`http://127.0.0.1:${port}/60000`).then(
    () => 'answered',
    () => 'cut off',
  );
  await server.until(/under way/);
  server.child.kill('SIGTERM');
  await server.until(/closed/);
  expect(await answer).toBe('cut off');
  server.child.kill('SIGKILL');
});
