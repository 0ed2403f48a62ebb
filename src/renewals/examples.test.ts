import { expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { Activity, allocate, holdingsOf, rulesOf } from './index.ts';

// Every worked example in content/continuing is a test: an expert adds one there, not here.
const { library } = loadLibrary('content');
const rules = rulesOf(library);

for (const rule of library.continuing.values())
  for (const example of rule.examples)
    test(`${rule.id}: ${example.name} is ${example.verdict}`, () => {
      const list = library.licenses.has(String(example.holdings[0]!['id'])) ? 'licenses' : 'credentials';
      const record = PersonRecord.parse({ benchpath: 'record/1', [list]: example.holdings });
      const activities = example.activities.map((a) => Activity.parse(a));
      const { standings } = allocate(rules, holdingsOf(record), activities, mustDay(example.on));
      expect(standings[0]!.verdict, JSON.stringify(standings[0], null, 1)).toBe(example.verdict);
    });
