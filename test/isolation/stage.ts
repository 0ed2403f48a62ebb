// A running site with its people, and what the tests of it need: attacks made ready for whoever sends them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { writeArchive } from '../../src/record/archive.server.ts';
import { openEvidence } from '../../src/record/evidence.server.ts';
import { seal } from '../../src/record/sealing.server.ts';
import { startSite, type Kind, type Site } from '../browser/testing/site.ts';
import type { Attack } from './attacks/index.ts';
import { addressOf, openCast, type Cast, type Somebody } from './cast.ts';
import { differences, wholesOf } from './crossing.ts';
import { beside } from './owner.ts';
import { PASSPHRASE, type Asked } from './visitor.ts';
import type { Whole } from './whole.ts';

export type Stage = {
  readonly site: Site;
  readonly cast: Cast;
  /** What an attack sends. @param own who sends it; null = nobody */
  askedBy: (own: Somebody | null, attack: Attack, of: Somebody) => Promise<Asked[]>;
  /** Signs in again whom an attack of their own signed out. */
  backIn: (own: Somebody | null, attack: Attack) => Promise<void>;
  /** Fails where anything of Ana's or Xul's is other than at the beginning. */
  untouched: () => Promise<void>;
};

/** Everything of somebody as files that others got hold of. */
const lost = (site: Site, of: Somebody): Promise<{ archive: Blob; sealed: Blob }> =>
  beside(site, async (db) => {
    const files = openEvidence(db, site.place.dataFolder, () => new Date(), randomBytes);
    const zip = (await writeArchive(db, files, of.record))!;
    const sealed = await seal(zip, PASSPHRASE);
    if ('wrong' in sealed) throw new Error(sealed.wrong);
    return {
      archive: new Blob([new Uint8Array(zip)]),
      sealed: new Blob([new Uint8Array(sealed.sealed)]),
    };
  });

const versionOf = (site: Site, record: string): Promise<string> =>
  beside(site, async (db) => {
    const row = await db.selectFrom('record').select('version').where('id', '=', record).executeTakeFirst();
    return String(row?.version ?? 1);
  });

export function openStage(kind: Kind): Stage {
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 });
  let stage: {
    site: Site;
    cast: Cast;
    before: Whole[];
    files: Map<Somebody, { archive: Blob; sealed: Blob }>;
  };
  beforeAll(async () => {
    const site = await startSite(kind, { BENCHPATH_BADGE_CHECKS: '1000000' });
    const cast = await openCast(site);
    const files = new Map<Somebody, { archive: Blob; sealed: Blob }>();
    for (const of of [cast.ana, cast.xul]) files.set(of, await lost(site, of));
    stage = { site, cast, files, before: await wholesOf(site, cast) };
  });
  afterAll(() => stage?.site.end());
  return {
    get site() {
      return stage.site;
    },
    get cast() {
      return stage.cast;
    },
    async askedBy(own, attack, of) {
      const version = own ? await versionOf(stage.site, own.record) : '1';
      const method = attack.door.split(' ')[0]!;
      return attack
        .asks(of.things, own?.things ?? {}, { ...stage.files.get(of)!, version, badge: stage.cast.badge })
        .map((ask) => ({ method, ...ask }));
    },
    async backIn(own, attack) {
      if (attack.ends === 'session' && own?.things['email']) await own.browser.signIn(addressOf(own.mark));
    },
    async untouched() {
      const after = await wholesOf(stage.site, stage.cast);
      const mia = stage.cast.mia.things['person']![0]!;
      for (const [i, whole] of stage.before.entries()) {
        // Who leaves a school takes their own membership along.
        const { gone, came } = differences(
          whole.filter((row) => !row.includes(mia)),
          after[i]!,
        );
        expect({ gone, came: came.filter((row) => !row.includes(mia)) }).toEqual({ gone: [], came: [] });
      }
    },
  };
}
