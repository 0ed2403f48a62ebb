import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'node:stream';
import type { Carrier, Outcome } from './carrier.server.ts';

/** A mail server, as its address in the settings says it. */
export type SmtpServer = {
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  login: { user: string; pass: string } | null;
};

/** The mail server of an address like `smtp://user:password@host:587`; null where the text is none. */
export function readSmtpUrl(text: string): SmtpServer | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  if ((!secure && url.protocol !== 'smtp:') || url.hostname === '') return null;
  const [user, pass] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: url.searchParams.get('requireTLS') === 'true',
    login: user === '' ? null : { user, pass },
  };
}

/** What nodemailer says when a server refuses, or the connection breaks. */
type Trouble = Error & { responseCode?: number | undefined; command?: string | undefined };

const CONNECT_MS = 20_000;
/** For one answer of the server, or one piece of the letter; all in all far less than a claim lasts. */
const SILENCE_MS = 60_000;

/** Sends each letter over a connection of its own. */
export function smtp(server: SmtpServer, from: string): Carrier {
  return {
    from,
    folder: null,
    async carry({ to, bytes }) {
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.secure,
        requireTLS: server.requireTLS,
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
      });
      let handingOver = false;
      const text = new Readable({
        read() {
          // Read only once the server has asked for the text, so from here on it may have the whole letter.
          handingOver = true;
          this.push(bytes);
          this.push(null);
        },
      });
      try {
        return await new Promise<Outcome>((resolve) => {
          const fail = (error: Trouble) => resolve(outcomeOf(error, handingOver));
          connection.once('error', fail);
          connection.connect((refused) => {
            if (refused) return fail(refused);
            const send = () =>
              connection.send({ from, to: [to] }, text, (error) =>
                error ? fail(error) : resolve({ state: 'sent' }),
              );
            if (server.login === null) send();
            else connection.login({ credentials: server.login }, (error) => (error ? fail(error) : send()));
          });
        });
      } finally {
        connection.close();
      }
    },
  };
}

/**
 * RFC 5321, section 4.2.1: 4xx says try again, 5xx says do not. A 5xx to our sign-in or to our own address is no word on the
 * letter. Silence after the text went out is no word at all: the server may have taken it.
 */
function outcomeOf(error: Trouble, handingOver: boolean): Outcome {
  const problem = error.message.slice(0, 500);
  const answered = error.responseCode ?? 0;
  if (handingOver && answered === 0) return { state: 'unsure', problem };
  const aboutIt = error.command === 'RCPT TO' || error.command === 'DATA';
  return { state: aboutIt && answered >= 500 ? 'refused' : 'later', problem };
}
