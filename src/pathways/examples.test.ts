import { expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { mustDay } from '#kernel/dates.ts';
import { assessGoal, findGoal, prepare, rulebook } from './index.ts';

// Every worked example in content/ is a test: an expert adds one there, not here.
const { library } = loadLibrary('content');
const book = rulebook(library);
const holders = [...library.credentials.values(), ...library.licenses.values(), ...library.roles.values()];

for (const holder of holders) {
  for (const example of holder.examples) {
    test(`${holder.id}: ${example.name} is ${example.verdict}`, () => {
      const record = PersonRecord.parse({ benchpath: 'record/1', ...example.record });
      const goal = findGoal(
        book,
        'members' in holder && holder.members[0] ? holder.members[0].id : holder.id,
      )!;
      const facts = prepare(record);
      const assessed = assessGoal(book, goal, facts, { on: mustDay(example.on), state: null });
      const pathway = assessed.pathways.find((p) => p.id === example.pathway);
      expect(example.pathway === undefined || pathway, `no pathway ${example.pathway}`).toBeTruthy();
      expect(
        pathway ? pathway.verdict : assessed.verdict,
        JSON.stringify(pathway?.proof ?? assessed.pathways.map((p) => p.proof), null, 1),
      ).toBe(example.verdict);
    });
  }
}
