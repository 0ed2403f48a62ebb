import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** A key of its own for this one purpose, made from the installation's secret (HKDF, RFC 5869). */
const keyFrom = (secret: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'benchpath issuer key', 32));

/** Seals a text so that only this installation's secret opens it: a JWE with A256GCM. */
export const seal = (text: string, secret: Uint8Array): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyFrom(secret));

/** Null when it was sealed with another secret, or was changed. */
export async function unseal(sealed: string, secret: Uint8Array): Promise<string | null> {
  try {
    const options = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
    const { plaintext } = await compactDecrypt(sealed, keyFrom(secret), options);
    return new TextDecoder().decode(plaintext);
  } catch {
    return null;
  }
}
