/**
 * The most bytes that one request may bring; more is answered with 413 and the page that says so. A file of evidence may
 * have 10 MB (`LARGEST_EVIDENCE`); the rest is room for the form round it.
 *
 * The adapter has one limit for all routes, and reads it once, when the build is loaded. Forms without files have a smaller
 * one of their own, which is looked at before they are read (src/routes/form.server.ts).
 */
export const LARGEST_REQUEST = 12 * 1024 * 1024;
