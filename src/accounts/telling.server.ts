import type { Person } from '#kernel/person.ts';
import type { Around } from './around.server.ts';
import type { Change } from './texts.ts';

/** Tells a person by letter what was changed of their account, in case it was somebody else. */
export const openTelling =
  ({ letters, random }: Pick<Around, 'letters' | 'random'>) =>
  async (origin: string, { id, email }: Pick<Person, 'id' | 'email'>, change: Change): Promise<void> => {
    await letters.ask({
      id: Buffer.from(random(16)).toString('hex'),
      kind: 'changed',
      address: email,
      about: { origin, change },
      person: id,
    });
  };
