import { error } from '@sveltejs/kit';
import { isText } from '#kernel/text.ts';

const NOT_A_FORM = 'What was sent is cut off, or is no form. Go back to the page, and send it once more.';
const TOO_LARGE =
  'What you sent is too large for this form. Nothing was changed. Choose a smaller file, and send it once more.';
const NOT_TEXT =
  'A field holds a character that no text has, such as U+0000. It may have come with something you pasted: go back, type that field anew, and send the form once more.';

/** A record file of 60,000 characters (`LONGEST_RECORD`) needs 240,000 bytes at most; the rest is room for the form round it. */
const LARGEST_FORM = 512 * 1024;

/**
 * The form that a person sent. Every action reads its form here, so that what no database should be given is refused at
 * one place, with a page that says so. The bytes of files are their reader's business.
 * @param most bytes; a larger form is refused unread
 */
export async function readForm(request: Request, most = LARGEST_FORM): Promise<FormData> {
  const body = await within(request, most);
  const form = await new Response(body, {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  })
    .formData()
    .catch((thrown: unknown) => {
      // The platform has no better name for a body that cannot be read. One that is too large has an error of its own.
      if (thrown instanceof TypeError) error(400, NOT_A_FORM);
      throw thrown;
    });
  for (const [name, value] of form)
    if (![name, typeof value === 'string' ? value : value.name].every(isText)) error(400, NOT_TEXT);
  return form;
}

/** What was sent, unless it is more than `most` bytes: told by its length where it says one, and counted in any case. */
async function within(request: Request, most: number): Promise<Blob> {
  if (Number(request.headers.get('content-length') ?? 0) > most) error(413, TOO_LARGE);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  // Not `for await`: to leave that early would break the connection before the page that says why is sent.
  const reader = request.body?.getReader();
  for (let size = 0; reader;) {
    const { value, done } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) error(413, TOO_LARGE);
    parts.push(value);
  }
  return new Blob(parts);
}
