import type { Letter } from '#letters/index.server.ts';

const host = (origin: string): string => new URL(origin).host;

/** What a link in a letter opens. The page behind it has a button: mail programs open links by themselves. */
export const linkTo = (origin: string, path: string, query: { [name: string]: string }): string => {
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  return url.href;
};

/** Lines stay short and plain, so that a letter in the outbox can be read as it is. */
const text = (...paragraphs: string[]): string => `${paragraphs.join('\n\n')}\n`;

export const signInLetter = (origin: string, link: string, known: boolean): Letter => ({
  subject: known ? 'Your link to sign in to Benchpath' : 'Your link to begin with Benchpath',
  text: text(
    known
      ? `You can sign in to Benchpath at ${host(origin)} with this link:`
      : `Somebody, probably you, wants an account at ${host(origin)}\nwith this address. This link makes it:`,
    link,
    'Open it within an hour and press the button there. It works once.',
    known
      ? 'If you did not ask for it, do nothing: without this link nobody gets in.'
      : 'If you did not ask for it, do nothing: no account is made then.',
  ),
});

export const resetLetter = (origin: string, link: string): Letter => ({
  subject: 'A new password for Benchpath',
  text: text(
    `You can choose a new password for ${host(origin)} here:`,
    link,
    'The link works once, within an hour. With the new password you are\nsigned out everywhere else.',
    'If you did not ask for it, do nothing: your password stays as it is.',
  ),
});

export const addressLetter = (origin: string, link: string): Letter => ({
  subject: 'Is this your new address for Benchpath?',
  text: text(
    `Somebody, probably you, wants to use this address for an account\nat ${host(origin)}. If that is right, open this link and press the\nbutton there:`,
    link,
    'It works once, within an hour. If you did not ask for it, do nothing.',
  ),
});

/** What was changed, told to the address that was the account's when it happened. */
export const CHANGES = {
  password: 'The password of your account was changed.',
  passkey: 'A passkey was added to your account.',
  'passkey-off': 'A passkey was removed from your account.',
  address: 'The address of your account was changed to another one.',
} as const;
export type Change = keyof typeof CHANGES;

export const changedLetter = (origin: string, change: Change): Letter => ({
  subject: 'Your Benchpath account was changed',
  text: text(
    `${CHANGES[change]} It happened at ${host(origin)}.`,
    'If that was you, all is well.',
    change === 'address'
      ? `If it was not, tell whoever runs ${host(origin)} at once.`
      : `If it was not, choose a new password now. That signs everybody\nout: ${linkTo(origin, '/reset', {})}`,
    // A new password takes no passkey away.
    ...(change === 'passkey'
      ? [`Then sign in, and remove that passkey:\n${linkTo(origin, '/account', {})}`]
      : []),
  ),
});
