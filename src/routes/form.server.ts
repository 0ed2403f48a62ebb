import { error } from '@sveltejs/kit';
import { isText } from '#kernel/text.ts';

const NOT_A_FORM = 'What was sent is cut off, or is no form. Go back to the page, and send it once more.';
const NOT_TEXT =
  'A field holds a character that no text has, such as U+0000. It may have come with something you pasted: go back, type that field anew, and send the form once more.';

/**
 * The form that a person sent. Every action reads its form here, so that what no database should be given is refused at
 * one place, with a page that says so. The bytes of files are their reader's business.
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = await request.formData().catch((thrown: unknown) => {
    // The platform has no better name for a body that cannot be read. One that is too large has an error of its own.
    if (thrown instanceof TypeError) error(400, NOT_A_FORM);
    throw thrown;
  });
  for (const [name, value] of form)
    if (![name, typeof value === 'string' ? value : value.name].every(isText)) error(400, NOT_TEXT);
  return form;
}
