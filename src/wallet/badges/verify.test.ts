import { generateKeyPair, exportJWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  asVersion1, claimsOf, issuerOf, jwkOf, LIST, listOf, NOW, pin, said, signed, statusEntry, token, unsigned,
  type Doc, type Issuer,
} from '../testing/badges.server.ts'; // prettier-ignore
import { CHECKS } from './checks.ts';

let issuer: Issuer;
let other: Issuer;
let good: Doc;
let lists: Map<string, string>;
beforeAll(async () => {
  [issuer, other] = await Promise.all([issuerOf(1), issuerOf(2)]);
  good = await signed(unsigned(issuer.id), issuer);
  lists = pin(await signed(listOf(issuer.id, [7]), issuer));
});

const altered = (change: (badge: Doc) => void, badge = good): Doc => {
  const copy = structuredClone(badge);
  change(copy);
  return copy;
};

test('a good badge passes every check, in one order', async () => {
  const { verdict, checks, badge } = await said(good, lists);
  expect(verdict).toBe('valid');
  expect(checks.map((c) => c.check)).toEqual([...CHECKS]);
  expect(checks.map((c) => c.outcome)).toEqual(CHECKS.map(() => 'passed'));
  expect(badge?.credentialSubject.achievement.name).toBe('Blood bank, week 3');
});

describe('kinds of fault', () => {
  type Case = [what: string, change: (badge: Doc) => void, first: RegExp];
  const CASES: Case[] = [
    ['wrong context', (b) => (b['@context'][1] = 'https://example.org/badges.json'), /^context failed: it does not use the words of Open Badges/],
    ['no context of credentials', (b) => b['@context'].shift(), /^schema failed|^context failed/],
    ['the draft of Open Badges', (b) => (b['@context'][1] = 'https://imsglobal.github.io/openbadges-specification/ob_v3p0.html'), /^context failed/],
    ['missing proof', (b) => delete b['proof'], /^proof failed: it has no proof/],
    ['an empty list of proofs', (b) => (b['proof'] = []), /^proof failed: it has no proof/],
    ['altered claim', (b) => (b['credentialSubject'].achievement.name = 'Master'), /^proof failed: the signature does not fit/],
    ['altered place in the list', (b) => (b['credentialStatus'].statusListIndex = '43'), /^proof failed: the signature does not fit/],
    ['list left out', (b) => delete b['credentialStatus'], /^proof failed: the signature does not fit/],
    ['altered end', (b) => (b['validUntil'] = '2038-01-02T00:00:00Z'), /^proof failed/],
    ['malformed date', (b) => (b['validFrom'] = '2 January 2026'), /^schema failed: validFrom: is no date/],
    ['a day that the calendar does not have', (b) => (b['validFrom'] = '2026-02-30T00:00:00Z'), /^schema failed: validFrom: is no day/],
    ['a date without zone', (b) => (b['validFrom'] = '2026-01-02T00:00:00'), /^schema failed: validFrom/],
    ['no date at all', (b) => delete b['validFrom'], /^schema failed: the badge: does not say from when/],
    ['unknown term', (b) => (b['credentialSubject'].zzz = 'x'), /^proof failed: it has a word that the standards it names do not know/],
    ['inline context', (b) => b['@context'].push({ zzz: 'https://example.org/z' }), /^schema failed.*\n?|^context failed: it says itself/],
    ['context within', (b) => (b['credentialSubject']['@context'] = { name: 'https://example.org/z' }), /^form failed: it uses "@context"/],
    ['@value', (b) => (b['name'] = { '@value': b['name'] }), /^form failed: it uses "@value"/],
    ['a key as an address', (b) => { b['https://www.w3.org/2018/credentials#credentialStatus'] = b['credentialStatus']; delete b['credentialStatus']; }, /^form failed: it uses the address/],
    ['null', (b) => (b['description'] = null), /^form failed: it holds a null/],
    ['itself in a second place', (b) => (b['evidence'].push({ id: b['id'], validUntil: b['validUntil'] })), /^form failed: it speaks of itself in a second place/],
    ['a proof for another purpose', (b) => (b['proof'].proofPurpose = 'authentication'), /^proof failed: it was made for another purpose/],
    ['no badge but another credential', (b) => (b['type'] = ['VerifiableCredential']), /^schema failed: type: is not OpenBadgeCredential/],
    ['nobody who earned it', (b) => delete b['credentialSubject'].identifier, /^schema failed: credentialSubject: names nobody/],
    ['four proofs', (b) => (b['proof'] = Array(4).fill(b['proof'])), /^proof failed: it has more than 3 proofs/],
    ['a badge of Open Badges 2', (b) => (b['@context'] = 'https://w3id.org/openbadges/v2'), /^schema failed: it is a badge of Open Badges 1 or 2/],
  ]; // prettier-ignore
  test.each(CASES)('%s', async (_, change, first) => {
    const { verdict, odd } = await said(altered(change), lists);
    expect(verdict).toBe('not valid');
    expect(odd[0]).toMatch(first);
  });

  test('expired, on the very second', async () => {
    expect((await said(good, lists, new Date('2028-01-01T23:59:59Z'))).verdict).toBe('valid');
    const { verdict, odd } = await said(good, lists, new Date('2028-01-02T00:00:00Z'));
    expect([verdict, odd[0]]).toEqual(['not valid', 'dates failed: it expired on 2028-01-02']);
  });

  test('not yet valid', async () => {
    const { verdict, odd } = await said(good, lists, new Date('2026-01-01T23:59:59Z'));
    expect([verdict, odd[0]]).toEqual(['not valid', 'dates failed: it holds only from 2026-01-02']);
  });

  test('a proof that has an end of its own', async () => {
    const badge = altered((b) => (b['proof'].expires = '2026-03-01T00:00:00Z'));
    expect((await said(badge, lists)).odd).toContain('dates failed: it expired on 2026-03-01');
  });
});

describe('keys', () => {
  test('wrong key: named, but it did not sign', async () => {
    const badge = altered((b) => (b['proof'].verificationMethod = other.key.id));
    expect((await said(badge, lists)).odd[0]).toMatch(/^proof failed: the signature does not fit/);
  });

  test('signed by somebody who is not the issuer', async () => {
    const { verdict, odd } = await said(await signed(unsigned(issuer.id), other), lists);
    expect(verdict).toBe('not valid');
    expect(odd[0]).toMatch(/^issuer failed: it was signed with a key of did:key:.*, who is not its issuer$/);
  });

  test('a second proof that is bad spoils a good one', async () => {
    const bad = {
      ...good['proof'],
      proofValue: (await signed(unsigned(other.id), other))['proof'].proofValue,
    };
    const { verdict, odd } = await said({ ...good, proof: [good['proof'], bad] }, lists);
    expect([verdict, odd[0]]).toEqual([
      'not valid',
      expect.stringMatching(/^proof failed: proof 2 of 2: the signature/),
    ]);
    const twice = await signed(await signed(unsigned(issuer.id), issuer), issuer);
    expect((await said(twice, lists)).verdict).toBe('valid');
  });

  for (const id of ['did:web:lakeside.example', 'https://lakeside.example/issuers/1']) {
    describe(id, () => {
      let web: Issuer;
      let badge: Doc;
      beforeAll(async () => {
        web = await issuerOf(3, id);
        badge = await signed({ ...unsigned(id), credentialStatus: undefined }, web);
      });

      test('is valid with its document on file, and not known without', async () => {
        expect((await said(badge, pin(web.document))).verdict).toBe('valid');
        const { verdict, odd } = await said(badge);
        expect(verdict).toBe('not known');
        expect(odd).toEqual([
          `proof skipped: the keys of ${id} are not on file here, and nothing is fetched`,
          expect.stringMatching(/^issuer skipped: not looked at/),
        ]);
      });

      test('names of keys may be short, and a key may stand where it is allowed', async () => {
        const [method] = web.document['verificationMethod'];
        const fragment = web.key.id.slice(id.length);
        const relative = {
          id,
          verificationMethod: [{ ...method, id: fragment }],
          assertionMethod: [fragment],
        };
        expect((await said(badge, pin(relative))).verdict).toBe('valid');
        expect((await said(badge, pin({ id, assertionMethod: [method] }))).verdict).toBe('valid');
        expect((await said(badge, pin({ id, assertionMethod: method }))).verdict).toBe('valid');
      });

      const withMethod = (change: Doc): Doc => ({
        ...web.document,
        verificationMethod: [{ ...web.document['verificationMethod'][0], ...change }],
      });
      test.each<[string, () => Doc, RegExp]>([
        [
          'a key that may not sign',
          () => ({ ...web.document, assertionMethod: [] }),
          /does not let this key sign/,
        ],
        [
          'a key taken out',
          () => ({ id, verificationMethod: [], assertionMethod: [] }),
          /does not let this key sign/,
        ],
        ['a key of somebody else', () => withMethod({ controller: other.id }), /belongs to somebody else/],
        ['a key that was revoked', () => withMethod({ revoked: '2026-05-01T00:00:00Z' }), /was withdrawn/],
        ['a key that ran out', () => withMethod({ expires: '2026-05-01T00:00:00Z' }), /was withdrawn/],
        ['an end that is no date', () => withMethod({ expires: 'soon' }), /was withdrawn/],
        [
          'another key under the name',
          () => withMethod({ publicKeyMultibase: other.key.publicKeyMultibase }),
          /does not fit/,
        ],
        ['a key that is none', () => withMethod({ publicKeyMultibase: 'z6Mk' }), /does not fit/],
      ])('%s', async (_, document, reason) => {
        const { verdict, odd } = await said(badge, pin(document()));
        expect(verdict).toBe('not valid');
        expect(odd[0]).toMatch(/^proof failed/);
        expect(odd[0]).toMatch(reason);
      });

      test.each(['', 'null', '[]', '{"id":5}', '{"id":"did:web:elsewhere.example"}'])(
        'what is on file is nothing of the kind: %s',
        async (text) => expect((await said(badge, new Map([[id, text]]))).verdict).toBe('not known'),
      );
    });
  }

  test('a did:key of another kind is not known, not wrong', async () => {
    const badge = altered(
      (b) => (b['proof'].verificationMethod = 'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'),
    );
    expect((await said(badge, lists)).odd[0]).toBe(
      'proof skipped: its key is of a kind that is not read here',
    );
  });

  test('a proof of another kind is not known, not wrong', async () => {
    const badge = altered((b) => (b['proof'].cryptosuite = 'ecdsa-rdfc-2019'));
    const { verdict, odd } = await said(badge, lists);
    expect([verdict, odd[0]]).toEqual([
      'not known',
      'proof skipped: proofs of the kind ecdsa-rdfc-2019 are not read here',
    ]);
  });
});

describe('older forms', () => {
  test.each(['Ed25519Signature2020', 'eddsa-2022', 'eddsa-rdfc-2022'] as const)(
    'VC 1.1 with %s',
    async (how) => {
      const also = how === 'Ed25519Signature2020' ? 'https://w3id.org/security/suites/ed25519-2020/v1' : 'https://w3id.org/security/data-integrity/v1'; // prettier-ignore
      const extra = how === 'eddsa-rdfc-2022' ? 'https://w3id.org/security/data-integrity/v2' : also;
      const badge = await signed(asVersion1(unsigned(issuer.id), extra), issuer, how);
      expect(await said(badge)).toMatchObject({ verdict: 'valid', odd: [] });
      const changed = altered((b) => (b['credentialSubject'].achievement.name = 'Master'), badge);
      expect((await said(changed)).odd[0]).toMatch(/^proof failed/);
      expect((await said(badge, lists, new Date('2029-01-01T00:00:00Z'))).odd[0]).toMatch(
        /^dates failed: it expired/,
      );
    },
  );

  test('an address of words that is not on file is not known, not wrong', async () => {
    const badge = altered((b) => b['@context'].push('https://example.org/more.json'));
    const { verdict, odd } = await said(badge, lists);
    expect(verdict).toBe('not known');
    expect(odd[0]).toMatch(
      /^context skipped: what its words mean is told at https:\/\/example\.org\/more\.json/,
    );
  });
});

describe('lists of revoked badges', () => {
  const withList = async (list: Doc, by = issuer) => said(good, pin(await signed(list, by)));

  test('revoked', async () => {
    const { verdict, odd } = await withList(listOf(issuer.id, [42]));
    expect([verdict, odd]).toEqual(['not valid', ['status failed: it was revoked by its issuer']]);
  });

  test('suspended', async () => {
    const badge = await signed(
      { ...unsigned(issuer.id), credentialStatus: statusEntry('suspension') },
      issuer,
    );
    const list = await signed(listOf(issuer.id, [42], { statusPurpose: 'suspension' }), issuer);
    expect((await said(badge, pin(list))).odd).toEqual(['status failed: it was suspended by its issuer']);
  });

  test('one of two lists is enough', async () => {
    const entries = [statusEntry('revocation', 41), statusEntry('revocation', 42)];
    const badge = await signed({ ...unsigned(issuer.id), credentialStatus: entries }, issuer);
    const list = await signed(listOf(issuer.id, [42]), issuer);
    expect((await said(badge, pin(list))).odd).toEqual(['status failed: it was revoked by its issuer']);
  });

  test('no list on file is not known', async () => {
    const { verdict, odd } = await said(good);
    expect([verdict, odd]).toEqual(['not known', [`status skipped: the list of revoked badges at ${LIST} is not on file here, and nothing is fetched`]]); // prettier-ignore
  });

  test('no list named is told as that', async () => {
    const { credentialStatus: _, ...bare } = unsigned(issuer.id);
    const { verdict, checks } = await said(await signed(bare, issuer));
    expect(verdict).toBe('valid');
    expect(checks.at(-1)?.reason).toBe('its issuer keeps no list on which it could be revoked');
  });

  test('a list past its end is not known', async () => {
    const { odd } = await withList({ ...listOf(issuer.id, []), validUntil: '2026-05-31T00:00:00Z' });
    expect(odd).toEqual(['status skipped: the list of revoked badges on file is out of date']);
  });

  test('a list that nobody signed, that was changed, of another issuer, for another purpose', async () => {
    const list = await signed(listOf(issuer.id, []), issuer);
    const cases: [Doc, RegExp][] = [
      [{ ...list, proof: undefined }, /not as its issuer signed it/],
      [altered((l) => (l['credentialSubject'].encodedList = listOf(issuer.id, [1])['credentialSubject'].encodedList), list), /not as its issuer signed it/],
      [await signed(listOf(other.id, []), other), /is of another issuer/],
      [await signed(listOf(issuer.id, []), other), /not as its issuer signed it/],
      [await signed(listOf(issuer.id, [], { statusPurpose: 'suspension' }), issuer), /kept for another purpose/],
      [good, /./],
    ]; // prettier-ignore
    for (const [document, reason] of cases) {
      const { verdict, odd } = await said(good, new Map([[LIST, JSON.stringify(document)]]));
      expect([verdict, odd[0]]).toEqual(['not valid', expect.stringMatching(/^status failed/)]);
      expect(odd[0]).toMatch(reason);
    }
  });

  test('a list that says itself what its words mean is not believed', async () => {
    const list = listOf(issuer.id, []);
    list['@context'].push({ more: 'https://example.org/more' });
    const { verdict, odd } = await withList(list);
    expect([verdict, odd]).toEqual(['not known', ['status skipped: the words of the list of revoked badges on file are not known here']]);
  }); // prettier-ignore

  test('a list that is no list', async () => {
    for (const text of ['', 'null', '[]', '{}', 'a.b.c', '{"@context":[]}'])
      expect((await said(good, new Map([[LIST, text]]))).odd[0], text).toMatch(/^status failed/);
  });

  test('a list as a token', async () => {
    const jwt = await token(listOf(issuer.id, [42]), await jwkOf(issuer), {
      alg: 'EdDSA',
      kid: issuer.key.id,
    });
    expect((await said(good, new Map([[LIST, jwt]]))).odd).toEqual([
      'status failed: it was revoked by its issuer',
    ]);
  });
});

describe('tokens', () => {
  const bare = (): Doc => ({ ...unsigned(issuer.id), credentialStatus: undefined });
  const byIssuer = async (claims: Doc, header: Doc = {}) =>
    token(JSON.parse(JSON.stringify(claims)), await jwkOf(issuer), {
      alg: 'EdDSA',
      kid: issuer.key.id,
      ...header,
    });

  test('EdDSA by did:key, with the claims at the top or in "vc"', async () => {
    expect(await said(await byIssuer(claimsOf(bare())))).toMatchObject({ verdict: 'valid', odd: [] });
    const { id: _, issuer: __, ...vc } = asVersion1(bare());
    const { iss, jti, nbf, exp } = claimsOf(bare());
    expect(await said(await byIssuer({ vc: { ...vc, issuer: { ...bare()['issuer'] } }, iss, jti, nbf, exp }))).toMatchObject({ verdict: 'valid', odd: [] });
    const { issuanceDate: ___, expirationDate: ____, ...least } = vc;
    expect(await said(await byIssuer({ vc: least, iss, jti, nbf, exp }))).toMatchObject({ verdict: 'valid', odd: [] });
    expect((await said(await byIssuer({ vc: least, iss, jti, nbf, exp }), new Map(), new Date('2028-02-01'))).odd[0]).toMatch(/^dates failed: it expired/);
  }); // prettier-ignore

  test.each(['RS256', 'ES256'])('%s with a key in the issuer’s document', async (alg) => {
    const id = 'https://lakeside.example/issuers/2';
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const method = { id: `${id}#1`, type: 'JsonWebKey', controller: id, publicKeyJwk: await exportJWK(publicKey) };
    const document = pin({ id, verificationMethod: [method], assertionMethod: [method.id] });
    const claims = JSON.parse(JSON.stringify(claimsOf({ ...unsigned(id), credentialStatus: undefined })));
    expect(await said(await token(claims, privateKey, { alg, kid: method.id }), document)).toMatchObject({ verdict: 'valid', odd: [] });
    expect(await said(await token(claims, privateKey, { alg, kid: '1' }), document)).toMatchObject({ verdict: 'valid' });
    expect((await said(await token(claims, privateKey, { alg, kid: method.id }))).verdict).toBe('not known');
    const own = await token(claims, privateKey, { alg, jwk: await exportJWK(publicKey) });
    const { verdict, odd } = await said(own, document);
    expect([verdict, odd]).toEqual(['not known', [expect.stringMatching(/^issuer skipped: its key came with the badge/)]]);
    const secret = await token(claims, privateKey, { alg, jwk: await exportJWK(privateKey) });
    expect((await said(secret, document)).odd[0]).toMatch(/^proof failed: it gives away the secret half/);
  }); // prettier-ignore

  test('spoiled tokens', async () => {
    const good = await byIssuer(claimsOf(bare()));
    const [head, , signature] = good.split('.') as [string, string, string];
    const part = (value: Doc) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = part(claimsOf({ ...bare(), name: 'Master' }));
    const cases: [string, RegExp][] = [
      [[head, body, signature].join('.'), /^proof failed: the signature does not fit/],
      [[part({ alg: 'none' }), body, ''].join('.'), /^proof failed: a signature of the kind none proves nothing/],
      [[part({ alg: 'HS256' }), body, signature].join('.'), /^proof failed: a signature of the kind HS256/],
      [[part({ alg: 'EdDSA' }), body, signature].join('.'), /^proof failed: it does not say with which key/],
      [await byIssuer({ ...claimsOf(bare()), iss: other.id }), /^issuer failed: what the token says in "iss"/],
      [await byIssuer({ ...claimsOf(bare()), jti: 'urn:uuid:1' }), /^issuer failed: what the token says in "jti"/],
      [await byIssuer({ ...claimsOf(bare()), sub: 'urn:uuid:1' }), /^issuer failed: what the token says in "sub"/],
      [await byIssuer({ ...claimsOf(bare()), exp: 4_000_000_000 }), /^dates failed: what the token says in "exp"/],
      [await byIssuer({ ...claimsOf(bare()), nbf: 'now' }), /^dates failed: what the token says in "nbf"/],
      [await byIssuer(claimsOf({ ...bare(), issuer: { id: other.id, type: ['Profile'] } })), /^issuer failed: it was signed with a key of/],
      [good.slice(0, -1), /^(form|proof) failed/],
      [`${good}A`, /^(form|proof) failed/],
    ]; // prettier-ignore
    for (const [text, reason] of cases) {
      const { verdict, odd } = await said(text);
      expect(verdict, text.slice(0, 60)).toBe('not valid');
      expect(odd[0]).toMatch(reason);
    }
    // The last letter of 64 bytes has four spare bits: only one of its spellings is taken.
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter((c) => !good.endsWith(c));
    for (const last of spellings) expect((await said(good.slice(0, -1) + last)).verdict, last).toBe('not valid');
  }); // prettier-ignore
});

test('what is on file of today does not decide about tomorrow: the clock comes from outside', async () => {
  const before = await said(good, lists, NOW);
  expect(await said(good, lists, NOW)).toEqual(before);
});
