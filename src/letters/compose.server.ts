import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter } from './letter.ts';

/** The bytes of an e-mail (RFC 5322), the same for SMTP and for the outbox. */
export function compose(
  letter: Letter,
  { id, from, to, at }: { id: string; from: string; to: string; at: Date },
): Promise<Buffer> {
  const mail = new MailComposer({
    // Addresses as objects are taken whole: no comma or line end in them makes a second recipient.
    from: { name: 'Benchpath', address: from },
    to: { name: '', address: to },
    subject: letter.subject,
    text: letter.text,
    date: at,
    // The same letter has the same name however often it is tried, so that mail servers can know it again.
    messageId: `<${id}@${from.split('@')[1] ?? 'localhost'}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}
