/** What became of a letter that was handed over. `later` may be tried again, `unsure` must not. */
export type Outcome = { state: 'sent' } | { state: 'later' | 'refused' | 'unsure'; problem: string };

/** Takes finished letters away. `folder`: where they are put as files; null when they go out by SMTP. */
export type Carrier = {
  from: string;
  folder: string | null;
  carry(letter: { file: string; to: string; bytes: Buffer }): Promise<Outcome>;
};
