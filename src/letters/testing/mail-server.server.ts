// A mail server of the tests' own, which can be unwell in many ways.
import { SMTPServer } from 'smtp-server';

type Mood =
  | 'well'
  | 'away'
  | '550 at MAIL'
  | '451 at RCPT'
  | '550 at RCPT'
  | '452 at DATA'
  | '554 at DATA'
  | '535 at AUTH'
  | 'gone at RCPT'
  | 'gone after DATA';

export type MailServer = {
  /** For BENCHPATH_SMTP; asks for a sign-in. */
  url: string;
  got: { from: string; to: string[]; text: string }[];
  be(mood: Mood): void;
  stop(): Promise<void>;
};

export async function startMailServer(first: Mood = 'well'): Promise<MailServer> {
  let mood = first;
  const got: MailServer['got'] = [];
  const refusal = (at: string) => {
    const [code = '', , where] = mood.split(' ');
    return where === at && /^\d+$/.test(code)
      ? Object.assign(new Error('not now'), { responseCode: Number(code) })
      : null;
  };
  const hangUp = () => {
    for (const connection of server.connections)
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      if (refusal('AUTH') || username !== 'us' || password !== 'p@ss') return done(new Error('no'));
      done(null, { user: username });
    },
    onMailFrom: (_, __, done) => done(refusal('MAIL')),
    onRcptTo(_, __, done) {
      if (mood === 'gone at RCPT') hangUp();
      else done(refusal('RCPT'));
    },
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        if (mood === 'gone after DATA') return hangUp();
        const refused = refusal('DATA');
        if (refused) return done(refused);
        const { mailFrom, rcptTo } = envelope;
        got.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address), text });
        done();
      });
    },
  });
  // A client that hangs up is the tests' own doing.
  server.on('error', () => {});
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  if (first === 'away') await stop();
  return {
    url: `smtp://us:p%40ss@127.0.0.1:${port}`,
    got,
    be: (next) => void (mood = next),
    stop: () => (first === 'away' ? Promise.resolve() : stop()),
  };
}
