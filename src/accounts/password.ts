/** NIST SP 800-63B-4 asks for 15 where a password is all there is; here tries are limited, and letters tell of changes. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;
/** Fewer different characters are a pattern, not a password. */
const FEWEST_DIFFERENT = 4;

/** What is wrong with a new password, as a sentence; null when it will do. */
export function passwordProblem(password: string, email = ''): string | null {
  if (password.length < SHORTEST_PASSWORD) return `Use at least ${SHORTEST_PASSWORD} characters.`;
  if (password.length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters.`;
  const plain = password.toLowerCase();
  const easy = new Set(plain).size < FEWEST_DIFFERENT || plain === email || plain === email.split('@')[0];
  return easy ? 'That one is easily guessed. Use several words that do not belong together.' : null;
}
