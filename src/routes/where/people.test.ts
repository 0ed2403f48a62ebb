import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { PEOPLE, PLANS, recordAfter, recordOf } from './people.ts';
import { personOf } from './person.server.ts';

const on = mustDay('2026-11-22');

test('every typical person is a valid record, before and after a plan', () => {
  for (const { id } of PEOPLE) {
    const record = recordOf(id, on);
    expect(PersonRecord.parse(record)).toEqual(record);
    for (const plan of PLANS) PersonRecord.parse(recordAfter(record, plan.id, on));
  }
});

test('what a plan adds stands beside what was there', () => {
  const after = recordAfter(recordOf('pbt-ascp', on), 'mlt-ascp', on);
  expect(after.credentials?.map((c) => c.id)).toEqual(['ascp-pbt', 'ascp-mlt']);
});

test('an address with nonsense in it falls back to a technician today', () => {
  const asked = personOf(new URL('http://here/where?as=nobody&plan=%00&work=juggler'), on);
  expect(asked).toMatchObject({ as: 'mlt-ascp', plan: null, work: 'technician', after: null });
});
