import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { served } from './testing/served.server.ts';

const run = promisify(execFile);
const README = join(import.meta.dirname, '../../../README.md');

test('the README’s analyzer, its order, its result and its mending work as they are written', async () => {
  const text = await readFile(README, 'utf8');
  const section = /## Connect your own analyzer\n([\s\S]*?)\n## /.exec(text)![1]!;
  const blocks = [...section.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, kind, code]) => ({ kind, code: code! })); // prettier-ignore
  const folder = await mkdtemp(join(tmpdir(), 'benchpath-readme-'));
  const server = await served(folder);
  try {
    const [order, result] = blocks.filter((b) => b.kind === 'hl7');
    await writeFile(join(folder, 'order.hl7'), order!.code);
    await writeFile(join(folder, 'result.hl7'), result!.code);
    await writeFile(join(folder, 'analyzer.mjs'), blocks.find((b) => b.kind === 'js')!.code);
    const commands = blocks.filter((b) => b.kind === 'sh').at(-1)!.code.trim().split('\n'); // prettier-ignore
    expect(commands).toHaveLength(2);
    for (const line of commands) {
      const [command, says] = line.split('#') as [string, string];
      const words = command.trim().replace('2575', String(server.ports.hl7)).split(' ').slice(1);
      const { stdout } = await run(process.execPath, words, { cwd: folder });
      expect(stdout).toContain(says.replaceAll('…', '').trim());
    }
    const site = `http://127.0.0.1:${server.ports.http}`;
    const page = async (path: string) => (await fetch(`${site}${path}`)).text();
    const id = /href="\/messages\/(M\d+)"/.exec(await page('/messages?state=parked'))![1];
    const form = await page(`/messages/${id}`);
    const token = /name="token" value="([^"]+)"/.exec(form)![1]!;
    const shown = /<textarea[^>]*>\n([\s\S]*?)<\/textarea>/.exec(form)![1]!.replaceAll('&amp;', '&');
    const raw = shown.replace('A2611230000071', /`(A\d+)`\s*and press/.exec(section)![1]!);
    const mended = await fetch(`${site}/messages/${id}/replay`, {
      method: 'POST',
      body: new URLSearchParams({ token, raw: raw.replaceAll('\n', '\r\n') }),
    });
    expect(await mended.text()).toMatch(/: filed/);
    const results = await page('/results');
    expect(results).toMatch(/Potassium/);
    expect(results).toMatch(/4\.2 mmol\/L/);
    expect(results).toMatch(/no control run of Potassium on MYCHEM is on file.*the specimen is expected, not accepted/); // prettier-ignore
    expect(await page('/worklist')).toMatch(/A2611230000017/);
    expect((await fetch(`${site}/fhir/metadata`)).status).toBe(200);
    expect(await server.end()).toBe(0);
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
