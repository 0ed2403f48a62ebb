/** What the thread is asked to do, and what it answers: the bytes, or what the library said. */
export type Task = { act: 'seal' | 'open'; bytes: Uint8Array; passphrase: string };
export type Answer = { bytes: Uint8Array } | { error: string };
