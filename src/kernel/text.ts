const [TAB, LINE_FEED, RETURN, SPACE] = [9, 10, 13, 32];

/**
 * The place of the first character that text is not made of, -1 where there is none: a control character other than tab
 * and line end, or one half of a surrogate pair. SQLite keeps U+0000 and PostgreSQL refuses it (SQLSTATE 22021), and SQLite
 * turns a half into U+FFFD without a word: let in, such text would not be the same in both, nor move from one to the other.
 */
export function notTextAt(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < SPACE && unit !== TAB && unit !== LINE_FEED && unit !== RETURN) return i;
    if (unit >= 0xd800 && unit <= 0xdfff) {
      if (text.codePointAt(i)! <= 0xffff) return i;
      i++;
    }
  }
  return -1;
}

/** Whether a text is text all through. */
export const isText = (text: string): boolean => notTextAt(text) === -1;
