/**
 * The most bytes that one request may bring; more is answered with 413 and the page that says so. An archive of a record may
 * have 120 MB (`LARGEST_ARCHIVE`), a file of evidence 10 MB (`LARGEST_EVIDENCE`); the rest is room for the form round it.
 *
 * The adapter has one limit for all routes, and reads it once, when the build is loaded. Every form has a smaller one of its
 * own, which is looked at before it is read (src/routes/form.server.ts): 512 kB unless its page asks for more.
 */
export const LARGEST_REQUEST = 128 * 1024 * 1024;
