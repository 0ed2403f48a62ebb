/**
 * The most bytes that one request may bring; more is answered with 413 and the page that says so. A record file of 60,000
 * characters (`LONGEST_RECORD`) needs 240,000 at most; the rest is room for the form round it.
 *
 * The adapter has one limit for all routes, and reads it once, when the build is loaded: it cannot be raised for one route.
 * When a route needs more (evidence of 20 MB), raise it here, and let the places that read forms refuse what is larger
 * than their own measure before they read it, by its `content-length` and by counting.
 */
export const LARGEST_REQUEST = 512 * 1024;
