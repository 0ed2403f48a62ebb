// A person without a window: answers sent as forms, the cookie kept by hand.
import type { BrowserContext } from 'playwright-core';
import type { Stage } from './stage.ts';

/** The cookie that an answer sets, to be sent with the next request. */
export const cookieIn = (response: Response): string =>
  response.headers.get('set-cookie')?.split(';')[0] ?? '';

/** The cookies of a visitor's browser, for plain requests in its name. */
export const cookiesOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ');

export function answering(stage: Stage) {
  /** One question answered. */
  const send = (question: string, fields: { [name: string]: string }, cookie = '') =>
    stage.post(`/start?q=${question}`, { question, do: 'save', ...fields }, cookie);
  return {
    send,
    /** The record as it is kept, as the text of its file. */
    kept: async (cookie: string) => (await stage.get('/plan/record.yaml', cookie)).text(),
    /** The cookie of somebody who has a goal. */
    somebody: async () => cookieIn(await send('goal', { aim: 'technician', place: 'mn' })),
    /** A record file brought in. */
    take: (text: string, cookie = '') => {
      const body = new FormData();
      body.set('file', new Blob([text]), 'record.yaml');
      return stage.post('/record?/take', body, cookie);
    },
  };
}
