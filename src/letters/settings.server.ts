import { z } from 'zod';
import type { Carrier } from './carrier.server.ts';
import { outbox } from './outbox.server.ts';
import { readSmtpUrl, smtp } from './smtp.server.ts';

const ADDRESS = z.email().max(254);

/** How letters leave this installation, from its settings; or the sentence that says which setting is wrong. */
export function readCarrier(
  env: { [name: string]: string | undefined },
  dataFolder: string,
): { carrier: Carrier } | { problem: string } {
  const url = env['BENCHPATH_SMTP'] || null;
  const server = url === null ? null : readSmtpUrl(url);
  if (url !== null && server === null)
    // The address holds a password: it is not repeated.
    return {
      problem:
        'BENCHPATH_SMTP is not the address of a mail server. It should look like smtp://user:password@mail.example:587, or smtps://… with port 465.',
    };
  const from = env['BENCHPATH_MAIL_FROM'] || senderOf(env['ORIGIN']);
  if (server !== null && !ADDRESS.safeParse(from).success)
    return {
      problem: `Letters need a sender: set BENCHPATH_MAIL_FROM to an e-mail address, for example benchpath@college.example. It is “${from}” now.`,
    };
  return { carrier: server === null ? outbox(dataFolder, from) : smtp(server, from) };
}

function senderOf(origin: string | undefined): string {
  const host = origin && URL.canParse(origin) ? new URL(origin).hostname : 'localhost';
  return `no-reply@${host}`;
}
