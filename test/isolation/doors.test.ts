import { expect, test } from 'vitest';
import { ATTACKS } from './attacks/index.ts';
import { doors } from './doors.ts';

const all = doors();
const keeping = all.filter((door) => door.keeps);

test('the doors are found in the tree', () => {
  const names = all.map((door) => door.name);
  for (const name of [
    'GET /record/evidence/[id]',
    'POST /record?/forget',
    'POST /record/backup/file',
    'GET /pay',
  ])
    expect(names).toContain(name);
  expect(new Set(names).size).toBe(names.length);
  const one = (name: string) => all.find((door) => door.name === name)!;
  expect(one('POST /record/evidence?/mark')).toMatchObject({ action: '/mark', keeps: true });
  expect(one('POST /record/evidence?/mark').fields).toEqual(
    expect.arrayContaining(['id', 'proves', 'subject']),
  );
  expect(one('POST /organizations/[id]?/role').params).toEqual(['id']);
  expect(one('GET /account/claim/[which].zip').params).toEqual(['which']);
  expect(one('GET /record').fields, 'through its helpers').toContain('saved');
  expect(one('GET /pay').keeps, 'content, which is for everybody').toBe(false);
  expect(keeping.length).toBeGreaterThan(80);
});

test('somebody tried to cross the line at every door', () => {
  const tried = new Set(ATTACKS.map((attack) => attack.door));
  const untried = keeping.filter((door) => !tried.has(door.name));
  expect(untried.map((door) => `nobody tried to cross the line at ${door.name}`)).toEqual([]);
  const there = new Set(keeping.map((door) => door.name));
  expect(
    ATTACKS.filter((attack) => !there.has(attack.door)).map((attack) => `there is no ${attack.door}`),
  ).toEqual([]);
});

test('an attack that does nothing even for the owner says why', () => {
  const mute = ATTACKS.filter((attack) => attack.does === 'neither' && !attack.why);
  expect(mute.map((attack) => attack.door)).toEqual([]);
});
