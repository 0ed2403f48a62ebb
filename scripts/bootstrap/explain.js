// Run by the other scripts when something outside our code fails: turns its error text into one clear sentence.

const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|EIDLETIMEOUT|FETCH_ERROR|socket hang up|npm error code (E[45]\d\d|.*CERT)/i;

/**
 * What happened, what it means, what to do; null when the text is not one of the known failures.
 * Never repeats the text itself: it may hold the address of a private registry.
 * @param {string} text error code, or everything the failed program wrote
 * @param {string} doing for example `installing packages`
 * @returns {string | null}
 */
export function explain(text, doing) {
  if (/ENOSPC|no space left|EDQUOT/i.test(text)) {
    return `The disk is full, so ${doing} could not finish. Free about 1 GB, then run the same command again.`;
  }
  if (/EROFS|EACCES|EPERM|read-only file system/i.test(text)) {
    return `A folder may not be written to, so ${doing} could not finish. Copy Benchpath to a folder of your own, or change the folder's permissions, then run the same command again.`;
  }
  return null;
}

/**
 * The same for what npm wrote, which can also fail for want of a network.
 * @param {string} text
 * @param {string} doing
 */
export function explainNpm(text, doing) {
  if (/\bEUSAGE\b/.test(text)) {
    return 'package.json and package-lock.json do not agree, so the packages cannot be installed. Run npm install, look at what it changed in package-lock.json, and commit it.';
  }
  if (!NETWORK.test(text)) return explain(text, doing);
  return `The package registry could not be reached, so ${doing} could not finish. Connect to the internet (or check npm's proxy settings), then run the same command again.`;
}

/**
 * Hides the host of every address, so that a log can be shown to anyone.
 * @param {string} text
 */
export function withoutHosts(text) {
  return text.replace(/(https?:\/\/)[^\s/'"]+/g, '$1…');
}
