/**
 * A letter as it goes out: to one address, plain text. `takeBack` removes what writing it left behind, such as a token: for a
 * letter whose address was forgotten meanwhile.
 */
export type Letter = { subject: string; text: string; takeBack?: () => Promise<void> };

/** The states of an asked letter. `unsure`: it may have gone out, and is not sent again. */
export type State = 'waiting' | 'sending' | 'sent' | 'refused' | 'unsure';

/**
 * A letter that somebody is to get. `about` is what its writer needs to know, and no secret that outlasts it. With the
 * `record` or the `person` that it is about it is removed.
 */
export type Asked = {
  id: string;
  kind: string;
  address: string;
  about: { [name: string]: string };
  record?: string;
  person?: string;
};

/**
 * The name of a letter's file in the outbox. Whoever asked for a letter can be told it before the letter is written.
 * @param at when it was asked for, ISO 8601
 */
export const fileName = (at: string, kind: string, id: string): string =>
  `${at.slice(0, 10)}-${kind}-${id.slice(0, 12)}.eml`;
