/** Somebody with an account: who they are to pages and stores. `email` is proven to be theirs. */
export type Person = { id: string; name: string; email: string };
