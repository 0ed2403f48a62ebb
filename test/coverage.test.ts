import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gaps } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';

const { library } = loadLibrary(join(import.meta.dirname, '..', 'content'));
const listed = library.coverage!;

describe('coverage', () => {
  it('has every credential, pathway, license, role and jurisdiction on the list, and nothing else', () => {
    expect(gaps(library, listed)).toEqual([]);
  });

  it('counts what the facts counted', () => {
    expect(listed.credentials).toMatchObject({ count: 28, pathways: 74 });
    expect(Object.keys(listed.credentials.ids)).toHaveLength(28);
    expect(Object.values(listed.credentials.ids).flat()).toHaveLength(74);
    expect(Object.values(listed.licenses.jurisdictions).map((ids) => ids.length)).toEqual([
      8, 8, 8, 6, 3, 7, 4, 4, 3, 4, 1, 0,
    ]);
    expect(listed.jurisdictions.required).toHaveLength(12);
    expect(listed.jurisdictions.none).toHaveLength(41);
    expect(listed.jurisdictions.unknown).toHaveLength(3);
  });

  it('names what is dropped and what slips in', () => {
    const short = { ...library, licenses: new Map([...library.licenses].slice(1)) };
    const dropped = [...library.licenses.keys()][0]!;
    expect(gaps(short, listed)).toContainEqual({ what: 'license', id: dropped, wrong: 'missing' });
    const listedShort = structuredClone(listed);
    listedShort.credentials.ids['ascp-mlt']!.pop();
    expect(gaps(library, listedShort)).toContainEqual({
      what: 'pathway',
      id: 'ascp-mlt route-4',
      wrong: 'not listed',
    });
  });
});
