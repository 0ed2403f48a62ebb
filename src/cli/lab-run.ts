import { writeFileSync } from 'node:fs';
import { logOf, stateHash } from '#laboratory/shift/index.ts';
import {
  decisionsOf,
  DOMAIN_NAMES,
  passes,
  profileOf,
  ROBOTS,
  runRobot,
  scoreOf,
  yardstick,
  type Domain,
  type Robot,
} from '#laboratory/scoring/index.ts';
import { json, readWords, type Command } from './command.ts';
import { laboratory, scenarioOf } from './laboratory.server.ts';
import type { LabRunOutput } from './outputs-lab.ts';
import { BadInput } from './refusal.ts';

const isRobot = (word: string): word is Robot => (ROBOTS as readonly string[]).includes(word);

export const labRunCommand: Command = async (words) => {
  const { values, positionals } = readWords(
    words,
    {
      seed: { type: 'string' },
      robot: { type: 'string' },
      log: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['SCENARIO'],
    'lab run',
  );
  const lab = laboratory();
  const scenario = scenarioOf(lab, positionals[0]!);
  const seed = String(values['seed'] ?? scenario.seeds[0]);
  const robot = String(values['robot'] ?? 'gold');
  if (!isRobot(robot))
    throw new BadInput(`there is no robot ${JSON.stringify(robot)}; there are ${ROBOTS.join(', ')}`);
  if (!/^[\w-]{1,64}$/.test(seed))
    throw new BadInput(`--seed ${JSON.stringify(seed)}: a seed is up to 64 letters, digits, - and _`);
  const shift = runRobot(scenario, seed, robot, lab);
  const gold = robot === 'gold' ? shift : runRobot(scenario, seed, 'gold', lab);
  const stick = yardstick(scenario, seed, lab);
  const score = scoreOf(shift, stick);
  const domains = profileOf(decisionsOf(shift, gold));
  const answer: LabRunOutput = {
    scenario: scenario.id,
    seed,
    robot,
    score: score.score,
    domains,
    gates: score.gates.map(({ id, says }) => ({ id, says })),
    passed: passes(score.score, score.gates.length, domains),
    harm: { here: score.harm, ...stick },
    minutes: Math.round(shift.now / 6) / 10,
    stateHash: stateHash(shift),
    truthCommitment: shift.commitment,
  };
  if (typeof values['log'] === 'string') writeFileSync(values['log'], json(logOf(shift)));
  return values['json']
    ? json(answer)
    : text(
        answer,
        score.harms.filter((h) => h.points > 0).map((h) => `${h.points}  ${h.accession}  ${h.says}`),
      );
};

function text(answer: LabRunOutput, harms: readonly string[]): string {
  const domains = (Object.entries(answer.domains) as [Domain, number | null][]).map(
    ([d, p]) => `  ${DOMAIN_NAMES[d].padEnd(26)} ${p === null ? 'nothing to decide' : `${p} %`}`,
  );
  return [
    `${answer.scenario}, seed ${answer.seed}, robot ${answer.robot}: ${answer.score === null ? 'practice only' : `${answer.score} of 100`}${answer.passed ? ', passed' : ''}`,
    `Harm ${answer.harm.here}; gold ${answer.harm.gold}, release-all ${answer.harm.releaseAll}, hold-all ${answer.harm.holdAll}; ${answer.minutes} simulated minutes`,
    ...domains,
    ...answer.gates.map((g) => `  gate ${g.says}`),
    ...(harms.length > 0 ? ['Harm by specimen', ...harms.map((h) => `  ${h}`)] : []),
    `State ${answer.stateHash}`,
    `Truth ${answer.truthCommitment}`,
    '',
  ].join('\n');
}
