// A process of its own: `node load.ts TASK` asks for pages over kept connections and prints what it measured, as JSON. node:http
// with an agent for each visitor; no package is needed for that.
import { Agent, request } from 'node:http';

export type Task = {
  /** The web processes; visitors are dealt out to them in turn. */
  sites: string[];
  /** One visitor for each cookie; each asks again as soon as it has its answer. */
  cookies: string[];
  path: string;
  /** Sent as a form. `{n}` becomes a number that counts up. Null: the page is only read. */
  form: { [name: string]: string } | null;
  wanted: number;
  warmMs: number;
  seconds: number;
};

/** Milliseconds from sending to the last byte. */
export type Measured = { perSecond: number; medianMs: number; p99Ms: number; failed: number };

export function measuredOf(times: number[], seconds: number, failed = 0): Measured {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { perSecond: times.length / seconds, medianMs: at(0.5), p99Ms: at(0.99), failed };
}

async function measure({ sites, cookies, path, form, wanted, warmMs, seconds }: Task): Promise<Measured> {
  let count = 1;
  const times: number[] = [];
  let failed = 0;
  const visitors = cookies.map((cookie, n) => ({
    cookie,
    site: sites[n % sites.length]!,
    agent: new Agent({ keepAlive: true, maxSockets: 1 }),
  }));
  // The first page of a process reads the rules and opens the data.
  await Promise.all(visitors.map(({ site, agent, cookie }) => ask(site, agent, path, cookie, form, count++)));
  const begin = performance.now() + warmMs;
  const end = begin + seconds * 1000;
  const visit = async ({ cookie, site, agent }: (typeof visitors)[number]) => {
    while (performance.now() < end) {
      const sent = performance.now();
      const status = await ask(site, agent, path, cookie, form, count++).catch(() => 0);
      const got = performance.now();
      if (sent < begin || got > end) continue;
      if (status === wanted) times.push(got - sent);
      else failed++;
    }
    agent.destroy();
  };
  await Promise.all(visitors.map(visit));
  return measuredOf(times, seconds, failed);
}

function ask(
  site: string,
  agent: Agent,
  path: string,
  cookie: string,
  form: Task['form'],
  n: number,
): Promise<number> {
  const fields = Object.entries(form ?? {}).map(([name, value]) => [
    name,
    value.replace('{n}', String(n % 1_000_000)),
  ]);
  const body = form && new URLSearchParams(fields).toString();
  const headers = {
    cookie,
    accept: 'text/html',
    ...(body === null
      ? {}
      : {
          origin: site,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      site + path,
      { agent, headers, method: body === null ? 'GET' : 'POST' },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', reject);
      },
    );
    asked.on('error', reject).end(body ?? undefined);
  });
}

if (import.meta.main) {
  const measured = await measure(JSON.parse(process.argv[2] ?? '') as Task);
  process.stdout.write(JSON.stringify(measured));
}
