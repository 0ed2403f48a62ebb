// Badges in a wallet: whose, how often, and that nothing which was once said of them is believed.
import { expect, test } from 'vitest';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { asVersion1, issuerOf, NOW, signed, unsigned, type Doc } from '../testing/badges.server.ts';
import { AT, issuing, recordIn } from '../testing/installation.server.ts';
import { MOST_KEPT } from './brought.server.ts';

const DAY_MS = 86_400_000;
const made = async (change: Doc = {}): Promise<string> => {
  const other = await issuerOf(3);
  return JSON.stringify(
    await signed({ ...unsigned(other.id), credentialStatus: undefined, ...change }, other),
  );
};

onEachDatabase(({ open }) => {
  const begin = async () => {
    const database = await open();
    const opened = await issuing(database);
    for (const id of ['r1', 'r2']) await recordIn(database, id);
    const { badges } = opened;
    const keep = async (record: string, text: string) =>
      badges.brought.keep(record, await badges.check(text));
    const mustKeep = async (record: string, text: string) => {
      const kept = await keep(record, text);
      if ('refused' in kept) throw new Error(kept.refused);
      return kept.kept;
    };
    return { ...opened, ...badges, keep, mustKeep };
  };

  test('kept for one record, once, however often it comes', async () => {
    const { brought, mustKeep, time } = await begin();
    const text = await made();
    const id = await mustKeep('r1', text);
    time.now += DAY_MS;
    expect(await mustKeep('r1', ` ${text}\n`)).toBe(id);
    expect(await brought.all('r1')).toEqual([
      { id, text, name: 'Blood bank, week 3', issuer: 'Lakeside College', addedAt: AT, subjects: [] },
    ]);
    expect(await brought.all('r2')).toEqual([]);
    expect([await brought.find('r2', id), await brought.remove('r2', id)]).toEqual([null, null]);
    expect(await mustKeep('r2', text)).not.toBe(id);
    expect(await brought.remove('r1', id)).toMatchObject({ id, text });
    expect(await brought.all('r1')).toEqual([]);
    expect(await brought.all('r2')).toHaveLength(1);
  });

  test('what it proves belongs to its record alone, and goes with it', async () => {
    const { brought, mustKeep, db } = await begin();
    const id = await mustKeep('r1', await made());
    expect(await brought.mark('r2', id, 'license us-fl-technician', true)).toBe(false);
    for (const subject of ['license us-fl-technician', 'credential ascp-mlt', 'credential ascp-mlt'])
      expect(await brought.mark('r1', id, subject, true)).toBe(true);
    expect((await brought.find('r1', id))?.subjects.sort()).toEqual(['credential ascp-mlt', 'license us-fl-technician']);
    expect(await brought.mark('r2', id, 'credential ascp-mlt', false)).toBe(false);
    await brought.mark('r1', id, 'credential ascp-mlt', false);
    expect((await brought.remove('r1', id))?.subjects).toEqual(['license us-fl-technician']);
    expect(await db.selectFrom('badge_use').selectAll().execute()).toEqual([]);
  }); // prettier-ignore

  test('one that has ended is kept as a part of the past; one that was changed is not', async () => {
    const { keep } = await begin();
    const ended = await made({ validUntil: '2026-02-01T00:00:00Z' });
    expect(await keep('r1', ended)).toHaveProperty('kept');
    const other = await issuerOf(3);
    const unknown = JSON.stringify(await signed(unsigned('did:web:lakeside.example'), { ...other, id: 'did:web:lakeside.example' })); // prettier-ignore
    const bad: [string, RegExp][] = [
      ['', /nothing in it/],
      ['{}', /can be kept/],
      ['a.b.c', /neither a badge/],
      [(await made()).replace('Worked the week.', 'Led the week.'), /something was changed/],
      [JSON.stringify({ ...JSON.parse(await made()), proof: undefined }), /can be kept/],
      [unknown, /not its issuer/],
    ];
    for (const [text, reason] of bad)
      expect(await keep('r1', text)).toEqual({ refused: expect.stringMatching(reason) });
  });

  test('in the words of VC 1.1 it is kept too', async () => {
    const { keep } = await begin();
    const other = await issuerOf(3);
    const text = JSON.stringify(await signed(asVersion1(unsigned(other.id)), other));
    expect(await keep('r1', text)).toHaveProperty('kept');
  });

  test('a wallet has room for so many', { timeout: 60_000 }, async () => {
    const { keep, mustKeep, brought } = await begin();
    const first = await made();
    await mustKeep('r1', first);
    for (let n = 1; n < MOST_KEPT; n++) await mustKeep('r1', await made({ description: `Number ${n}` }));
    expect(await keep('r1', await made({ description: 'One more' }))).toEqual({
      refused: expect.stringContaining('more do not fit'),
    });
    expect(await keep('r1', first), 'one that is there is no more').toHaveProperty('kept');
    expect(await brought.all('r1')).toHaveLength(MOST_KEPT);
  });

  test('a verdict that came from elsewhere is told nowhere', async () => {
    const { brought, db } = await begin();
    const at = NOW.toISOString();
    const row = { id: 'b1', record_id: 'r1', form: 'x', text: 'no badge', sha256: 'a'.repeat(64), name: 'n', issuer: 'i', valid_from: null, valid_until: null, verdict: 'valid', checks: 'no JSON', checked_at: at, added_at: at }; // prettier-ignore
    await db.insertInto('badge').values(row).execute();
    expect(JSON.stringify(await brought.all('r1'))).not.toMatch(/valid|no JSON/);
  });
});
