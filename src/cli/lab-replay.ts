import { readLog, stateHash } from '#laboratory/shift/index.ts';
import { replayLog, scoreOf, yardstick } from '#laboratory/scoring/index.ts';
import { json, readWords, type Command } from './command.ts';
import { laboratory, scenarioOf } from './laboratory.server.ts';
import type { LabReplayOutput } from './outputs-lab.ts';
import { BadInput } from './refusal.ts';
import { textFrom } from './text-input.server.ts';

export const labReplayCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['LOG, a file that lab run --log wrote, or -'],
    'lab replay',
  );
  const wanted = { longest: 20_000_000, tooLong: 'a log of one shift is shorter', name: 'a log of a shift' };
  const { name, text } = await textFrom(positionals[0]!, wanted, around.stdin);
  const log = readLog(parsed(name, text));
  if ('problems' in log) throw new BadInput(...log.problems.map((p) => `${name}: ${p}`));
  const lab = laboratory();
  const scenario = scenarioOf(lab, log.scenario);
  const shift = replayLog(scenario, log.seed, log.deeds, lab);
  if ('differs' in shift)
    throw new BadInput(`${name}: deed ${shift.differs} cannot be done here: ${shift.why}`);
  const hash = stateHash(shift);
  const answer: LabReplayOutput = {
    scenario: log.scenario,
    seed: log.seed,
    deeds: log.deeds.length,
    score: shift.finished ? scoreOf(shift, yardstick(scenario, log.seed, lab)).score : null,
    stateHash: hash,
    truthCommitment: shift.commitment,
    same: log.stateHash === null ? null : log.stateHash === hash,
  };
  if (values['json']) return json(answer);
  const verdict =
    answer.same === null
      ? 'the log names no hash to compare with'
      : answer.same
        ? 'the same as the log says'
        : 'NOT what the log says';
  return `${answer.scenario}, seed ${answer.seed}: ${answer.deeds} deeds\nState ${hash} (${verdict})\nTruth ${answer.truthCommitment}\n`;
};

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput(`${name}: this is no JSON: ${(error as Error).message}`);
  }
}
