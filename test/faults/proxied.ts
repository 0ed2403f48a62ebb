// Several web processes over one PostgreSQL behind a plain proxy, without sticky sessions; one after the other is killed while
// visitors send forms.
import { setTimeout as wait } from 'node:timers/promises';
import { TOKEN_COOKIE } from '../../src/kernel/ids.ts';
import { check, type Acknowledged, type Checked } from './check.ts';
import { ground } from './ground.ts';
import { freePort, type StartProxy } from './proxy.ts';
import { answerMoney, endSite, moneyMark, startSite, type Site } from './sites.ts';

const VISITORS = 6;

/** `unsure`: forms that got no answer, or one of the proxy's own; `afterKills`: acknowledged since the first kill. */
export type Proxied = Checked & { kills: number; unsure: number; afterKills: number };

/** @param seconds between two kills */
export async function proxied(startProxy: StartProxy, kills: number, seconds: number): Promise<Proxied> {
  const on = await ground('postgresql');
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const sites: Site[] = [];
  const start = async (at?: number) =>
    startSite(on.place, { origin, ...(at === undefined ? {} : { port: at }) });
  const portOf = ({ port: at }: Site) => at;
  try {
    sites.push(...(await Promise.all([start(), start()])));
    const proxy = await startProxy(port, sites.map(portOf));
    const acks: Acknowledged[] = [];
    const refused: string[] = [];
    const seen = { going: true, sums: 1, unsure: 0, killed: 0, afterKills: 0 };
    const visitor = async (n: number) => {
      while (seen.going) {
        const sum = seen.sums++;
        const cookie = `${TOKEN_COOKIE}=${on.tokens[n % on.tokens.length]}`;
        const answered = await answerMoney(`http://127.0.0.1:${port}`, cookie, sum, origin);
        if (answered === 'kept') acks.push({ ack: moneyMark(sum) });
        if (answered === 'kept' && seen.killed > 0) seen.afterKills++;
        if (answered === 'refused') refused.push(moneyMark(sum));
        if (answered === 'unsure') seen.unsure++;
      }
    };
    const visitors = Array.from({ length: VISITORS }, (_, n) => visitor(n));
    for (let kill = 0; kill < kills; kill++) {
      await wait(seconds * 1000 + Math.random() * 200);
      const at = kill % sites.length;
      await endSite(sites[at]!);
      seen.killed++;
      await wait(seconds * 500);
      sites[at] = await start(portOf(sites[at]!));
    }
    await wait(seconds * 1000);
    seen.going = false;
    await Promise.all(visitors);
    await proxy.end();
    const found = await check(on.place, acks, refused);
    const { killed, unsure, afterKills } = seen;
    return { ...found, kills: killed, unsure, afterKills };
  } finally {
    await Promise.all(sites.map(endSite));
    await on.end();
  }
}
