import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flat } from './flat.ts';

/** The engines beside ours. They are no part of the product: they live in a folder of their own under the temp folder. */
const PINNED = {
  'json-logic-engine': '5.0.7',
  'json-rules-engine': '7.3.1',
  '@gorules/zen-engine': '0.54.0',
  publicodes: '1.10.3',
};
const FOLDER = join(tmpdir(), 'benchpath-bench-assess-1');

export type Peer = {
  name: string;
  /** Does its answer say why? */
  explains: boolean;
  run: (f: Flat) => boolean | Promise<boolean>;
};

/** Installs the engines on first use. Returns a sentence where that could not be done. */
export function install(): string | null {
  if (Object.keys(PINNED).every((name) => existsSync(join(FOLDER, 'node_modules', name)))) return null;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }');
  const wanted = Object.entries(PINNED).map(([name, version]) => `${name}@${version}`);
  console.log(`Installing ${wanted.join(', ')} into ${FOLDER} (first use only) …`);
  const npm = process.env['npm_execpath'];
  const args = ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', '--loglevel', 'error', ...wanted];
  try {
    if (npm) execFileSync(process.execPath, [npm, ...args], { stdio: 'inherit', timeout: 180_000 });
    else
      execFileSync('npm', args, { stdio: 'inherit', timeout: 180_000, shell: process.platform === 'win32' });
    return null;
  } catch {
    return 'The package registry could not be reached, so the other engines are not here to compare with. What follows is ours and the hand-written function only.';
  }
}

type Any = any; // the engines bring no types we could rely on when they are not installed

export function peers(): Peer[] {
  const from = createRequire(join(FOLDER, 'package.json'));
  return [jsonLogic(from), jsonRules(from), zen(from, false), zen(from, true), publicodes(from)];
}

const v = (name: keyof Flat) => ({ var: name });
const TRAINED = [
  { in: [v('programKind'), ['mls', 'mlt', 'mls-foreign']] },
  { '>=': [v('programOpenUntil'), v('on')] },
  { '===': [v('programAccredited'), true] },
];

function jsonLogic(from: NodeJS.Require): Peer {
  const { LogicEngine } = from('json-logic-engine') as Any;
  const run = new LogicEngine().build({
    and: [
      { '<=': [v('mltIssued'), v('on')] },
      { '>=': [v('mltExpires'), v('on')] },
      { '>=': [v('degreeRank'), 2] },
      { in: [v('degreeAccredited'), ['regional', 'national']] },
      { '<=': [v('degreeCompleted'), v('on')] },
      { '>=': [v('biologyHours'), 16] },
      { '>=': [v('microbiology'), 1] },
      { '>=': [v('chemistryHours'), 16] },
      { or: [{ '>=': [v('organic'), 1] }, { and: TRAINED }] },
      {
        or: [
          { and: [{ '>=': [v('months'), 24] }, { '>=': [v('disciplines'), 6] }] },
          { and: [...TRAINED, { '>=': [v('months'), 12] }, { '>=': [v('disciplines'), 6] }] },
        ],
      },
    ],
  });
  return { name: 'json-logic-engine, compiled', explains: false, run: (f) => run(f) as boolean };
}

function jsonRules(from: NodeJS.Require): Peer {
  const { Engine } = from('json-rules-engine') as Any;
  const is = (fact: keyof Flat, operator: string, value: unknown) => ({ fact, operator, value });
  const [least, most] = ['greaterThanInclusive', 'lessThanInclusive'];
  const on = { fact: 'on' };
  const trained = [
    is('programKind', 'in', ['mls', 'mlt', 'mls-foreign']),
    is('programOpenUntil', least, on),
    is('programAccredited', 'equal', true),
  ];
  const engine = new Engine();
  engine.addRule({
    conditions: {
      all: [
        is('mltIssued', most, on),
        is('mltExpires', least, on),
        is('degreeRank', least, 2),
        is('degreeAccredited', 'in', ['regional', 'national']),
        is('degreeCompleted', most, on),
        is('biologyHours', least, 16),
        is('microbiology', least, 1),
        is('chemistryHours', least, 16),
        { any: [is('organic', least, 1), { all: trained }] },
        {
          any: [
            { all: [is('months', least, 24), is('disciplines', least, 6)] },
            { all: [...trained, is('months', least, 12), is('disciplines', least, 6)] },
          ],
        },
      ],
    },
    event: { type: 'met' },
  });
  return {
    name: 'json-rules-engine',
    explains: true,
    run: async (f) => (await engine.run(f)).events.length > 0,
  };
}

const EXPRESSIONS: [string, string][] = [
  ['mlt', 'mltIssued <= on and mltExpires >= on'],
  ['degree', "degreeRank >= 2 and degreeAccredited in ['regional', 'national'] and degreeCompleted <= on"],
  ['biology', 'biologyHours >= 16'],
  ['micro', 'microbiology >= 1'],
  ['chemistry', 'chemistryHours >= 16'],
  [
    'trained',
    "programKind in ['mls', 'mlt', 'mls-foreign'] and programOpenUntil >= on and programAccredited == true",
  ],
  ['organicOrTrained', 'organic >= 1 or $.trained'],
  ['work', '(months >= 24 and disciplines >= 6) or ($.trained and months >= 12 and disciplines >= 6)'],
  ['met', '$.mlt and $.degree and $.biology and $.micro and $.chemistry and $.organicOrTrained and $.work'],
];

function zen(from: NodeJS.Require, explains: boolean): Peer {
  const { ZenEngine } = from('@gorules/zen-engine') as Any;
  const decision = new ZenEngine().createDecision(
    Buffer.from(
      JSON.stringify({
        nodes: [
          { id: 'in', name: 'in', type: 'inputNode' },
          {
            id: 'rule',
            name: 'rule',
            type: 'expressionNode',
            content: { expressions: EXPRESSIONS.map(([key, value]) => ({ id: key, key, value })) },
          },
          { id: 'out', name: 'out', type: 'outputNode' },
        ],
        edges: [
          { id: 'a', sourceId: 'in', targetId: 'rule', type: 'edge' },
          { id: 'b', sourceId: 'rule', targetId: 'out', type: 'edge' },
        ],
      }),
    ),
  );
  const options = explains ? { trace: true } : {};
  return {
    name: `zen-engine${explains ? ' with its trace' : ''}`,
    explains,
    run: async (f) => (await decision.evaluate(f, options)).result.met as boolean,
  };
}

function publicodes(from: NodeJS.Require): Peer {
  const Engine = (from('publicodes') as Any).default;
  const fields = [
    'mltIssued',
    'mltExpires',
    'on',
    'degreeRank',
    'degreeCompleted',
    'biologyHours',
    'microbiology',
    'chemistryHours',
    'organic',
    'programOpenUntil',
    'months',
    'disciplines',
  ];
  const trained = {
    'toutes ces conditions': [
      {
        'une de ces conditions': [
          "programKind = 'mls'",
          "programKind = 'mlt'",
          "programKind = 'mls-foreign'",
        ],
      },
      'programOpenUntil >= on',
      'programAccredited',
    ],
  };
  const engine = new Engine({
    ...Object.fromEntries(fields.map((f) => [f, { valeur: 0 }])),
    degreeAccredited: { valeur: "'none'" },
    programKind: { valeur: "'none'" },
    programAccredited: { valeur: 'non' },
    trained,
    met: {
      'toutes ces conditions': [
        'mltIssued <= on',
        'mltExpires >= on',
        'degreeRank >= 2',
        { 'une de ces conditions': ["degreeAccredited = 'regional'", "degreeAccredited = 'national'"] },
        'degreeCompleted <= on',
        'biologyHours >= 16',
        'microbiology >= 1',
        'chemistryHours >= 16',
        { 'une de ces conditions': ['organic >= 1', 'trained'] },
        {
          'une de ces conditions': [
            { 'toutes ces conditions': ['months >= 24', 'disciplines >= 6'] },
            { 'toutes ces conditions': ['trained', 'months >= 12', 'disciplines >= 6'] },
          ],
        },
      ],
    },
  });
  const written = (x: unknown) =>
    typeof x === 'boolean' ? (x ? 'oui' : 'non') : typeof x === 'string' ? `'${x}'` : x;
  return {
    name: 'publicodes',
    explains: true,
    run: (f) => {
      engine.setSituation(Object.fromEntries(Object.entries(f).map(([key, x]) => [key, written(x)])));
      return engine.evaluate('met').nodeValue === true;
    },
  };
}
