/** Pages are read, not run: a page that needs a script says so itself. Pages about errors need none either. */
export const csr = false;
