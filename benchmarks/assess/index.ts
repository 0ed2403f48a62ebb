// npm run bench -- assess: one real pathway over 20,000 random records; ours with and without proof beside rule engines.
import { cpus, loadavg } from 'node:os';
import { judge, namesIn, prove, trace, traceFor } from '#pathways/index.ts';
import { book } from '../../src/pathways/testing/onfile.ts';
import { at, cases, rule } from './case.ts';
import { byHandFlat, flatten, type Flat } from './flat.ts';
import { byHand } from './hand.ts';
import { install, peers } from './peers.ts';

const RECORDS = 20_000;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 1.5);

type Line = { name: string; perSecond: number; explains: boolean; input: 'record' | 'flat' };
const lines: Line[] = [];

/** Milliseconds of processor time this process has used, all its threads: what others run meanwhile does not count. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Best of three rounds; each goes over the records until its time is up. */
function measure(name: string, explains: boolean, input: Line['input'], one: (i: number) => unknown): void {
  for (let i = 0; i < RECORDS; i++) one(i); // warm
  let best = 0;
  for (let round = 0; round < 3; round++) {
    let done = 0;
    const start = processor();
    let end = start;
    while (end - start < (SECONDS * 1000) / 3) {
      for (let n = 0; n < 2000; n++) one((done + n) % RECORDS);
      done += 2000;
      end = processor();
    }
    best = Math.max(best, (done / (end - start)) * 1000);
  }
  lines.push({ name, perSecond: best, explains, input });
}

const nodes = rule.size;
const leaves = (function count(r: typeof rule): number {
  return r.parts.length === 0 ? 1 : r.parts.reduce((n, p) => n + count(p), 0);
})(rule);
console.log(
  `Machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors, Node ${process.version}, ${process.platform}; load ${loadavg()[0]!.toFixed(1)} (rates are per second of processor time)`,
);
console.log(`Rule: ascp-mls, route-2: ${nodes} nodes, ${leaves} of them conditions on the record.`);

const all = cases(RECORDS);
const facts = all.map((c) => c.facts);
const expected = all.map((c) => c.met);
const flat: Flat[] = facts.map(flatten);
console.log(
  `Records: ${RECORDS.toLocaleString('en-US')} random ones with everything told, ${expected.filter(Boolean).length.toLocaleString('en-US')} of them met.\n`,
);

/** The same answer from everyone, or the comparison means nothing. */
function same(name: string, answers: readonly boolean[]): void {
  const wrong = answers.findIndex((a, i) => a !== expected[i]);
  if (wrong >= 0)
    throw new Error(
      `${name} answers ${answers[wrong]} where the hand-written function says ${expected[wrong]}: ${JSON.stringify(flat[wrong])}`,
    );
}

const out = traceFor(rule);
const name = namesIn(book);
same('ours', facts.map((f) => judge(rule, f, at) === 2)); // prettier-ignore
same('ours with proof', facts.map((f) => trace(rule, f, at, out) === 2)); // prettier-ignore
same('ours with the readable proof', facts.slice(0, 2000).map((f) => prove(rule, f, at, name).verdict === 'met')); // prettier-ignore
same('the flat comparisons by hand', flat.map(byHandFlat));

measure('hand-written function, the whole job', false, 'record', (i) => byHand(facts[i]!, at.on));
measure('ours, verdict only', false, 'record', (i) => judge(rule, facts[i]!, at));
measure('ours, with proof (compact)', true, 'record', (i) => trace(rule, facts[i]!, at, out));
measure('ours, with the proof in words', true, 'record', (i) => prove(rule, facts[i]!, at, name));
measure('hand-written comparisons only', false, 'flat', (i) => byHandFlat(flat[i]!));

const missing = install();
if (missing) console.log(missing);
else
  for (const peer of peers()) {
    const answers: boolean[] = [];
    const start = processor();
    for (const f of flat) {
      const a = peer.run(f);
      answers.push(typeof a === 'boolean' ? a : await a);
    }
    const took = processor() - start;
    same(peer.name, answers);
    if (took < 1000 && typeof peer.run(flat[0]!) === 'boolean')
      measure(peer.name, peer.explains, 'flat', (i) => peer.run(flat[i]!));
    else {
      const again = processor();
      for (const f of flat) await peer.run(f);
      lines.push({
        name: peer.name,
        perSecond: (RECORDS / (processor() - again)) * 1000,
        explains: peer.explains,
        input: 'flat',
      });
    }
  }

const rate = (n: string) => lines.find((l) => l.name === n)!.perSecond;
const proof = rate('ours, with proof (compact)');
const bare = rate('ours, verdict only');
const ratio = (x: number) => (x >= 10 ? x.toFixed(0) : x.toFixed(2));
console.log(
  `${'evaluations a second'.padEnd(40)}${'rate'.padStart(12)}   says why   given    ours with proof ÷ it   ours without ÷ it`,
);
for (const l of [...lines].sort((a, b) => b.perSecond - a.perSecond))
  console.log(
    `${l.name.padEnd(40)}${Math.round(l.perSecond).toLocaleString('en-US').padStart(12)}   ${(l.explains ? 'yes' : 'no').padEnd(8)}   ${l.input.padEnd(6)}   ${ratio(proof / l.perSecond).padStart(20)}   ${ratio(bare / l.perSecond).padStart(17)}`,
  );
console.log(`
"record": the job begins with the record made ready (dates read): windows of time, best of several degrees, subjects
within subjects, overlapping jobs. "flat": all of that was worked out beforehand, untimed; about fifteen comparisons
are left. Ours and the hand-written function do the longer job, and ours also tells unknown from unmet.
"with proof (compact)": the verdict of every node and, for every leaf, which entries of the record it used; nothing is
skipped because the verdict was settled. "in words": the same read out as the whole tree that pages show, with sentences,
facts, questions and citations.`);
const aims: [string, boolean][] = [
  ['with proof at least 1,000,000 a second', proof >= 1e6],
  [
    'with proof at least 10 × every engine that says why',
    lines.every((l) => !l.explains || l.name.startsWith('ours') || proof >= 10 * l.perSecond),
  ],
  [
    'without proof at least a third of the hand-written function (the same job)',
    bare * 3 >= rate('hand-written function, the whole job'),
  ],
];
for (const [aim, reached] of aims) console.log(`${reached ? 'reached' : 'MISSED '}  ${aim}`);
