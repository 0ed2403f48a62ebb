// An authenticator of the tests' own (WebAuthn Level 3, section 6): one key, and answers that it can also give wrongly.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { ORIGIN } from './installation.server.ts';

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const [PRESENT, VERIFIED, WITH_KEY] = [1, 4, 0x40];

/** @param id of the credential; its own unless given, as a thief might do */
export function authenticator(id: Buffer = randomBytes(32)) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const [x, y] = [jwk.x, jwk.y].map((part) => Buffer.from(part ?? '', 'base64url')) as [Buffer, Buffer];
  let counter = 0;

  const clientData = (type: string, options: string, origin: string): Buffer => {
    const { challenge } = JSON.parse(options) as { challenge: string };
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  };
  const head = (rpId: string, flags: number): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE((counter += 1));
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  };
  const answer = (response: object): string => {
    const name = id.toString('base64url');
    return JSON.stringify({
      id: name,
      rawId: name,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  };
  const text = (part: Buffer): string => part.toString('base64url');

  return {
    id,
    /** As if this authenticator had been copied before its last uses. */
    rewind: (by: number): void => void (counter -= by),

    make(options: string, { origin = ORIGIN, rpId = 'localhost' } = {}): string {
      // COSE: an ES256 key on P-256.
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        x,
        Buffer.from('225820', 'hex'),
        y,
      ]);
      const size = Buffer.from([0, id.length]);
      const data = Buffer.concat([
        head(rpId, PRESENT | VERIFIED | WITH_KEY),
        Buffer.alloc(16),
        size,
        id,
        key,
      ]);
      // CBOR: { fmt: 'none', attStmt: {}, authData }.
      const begin = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex');
      const attestationObject = text(Buffer.concat([begin, Buffer.from([data.length]), data]));
      const clientDataJSON = text(clientData('webauthn.create', options, origin));
      return answer({ clientDataJSON, attestationObject, transports: ['internal'] });
    },

    use(options: string, { origin = ORIGIN, rpId = 'localhost' } = {}): string {
      const data = head(rpId, PRESENT | VERIFIED);
      const client = clientData('webauthn.get', options, origin);
      const signature = text(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey));
      return answer({ clientDataJSON: text(client), authenticatorData: text(data), signature });
    },
  };
}
