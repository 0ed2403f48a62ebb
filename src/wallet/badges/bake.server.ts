import { longDate } from '#kernel/when.ts';
import { NOT_A_CERTIFICATION, drawnSvg } from './picture.ts';
import { drawnPng } from './picture.server.ts';
import { bakePng } from './png.ts';
import type { Badge } from './schema.ts';
import { bakeSvg } from './svg.ts';

/** The seal as a PNG with the badge in it. @param text the badge as it was signed */
export const bakedPng = (text: string): Uint8Array<ArrayBuffer> => bakePng(drawnPng(), text)!;

/** The seal with the badge's name and issuer as an SVG with the badge in it. */
export function bakedSvg(text: string, { name, issuer, credentialSubject, validFrom }: Badge): string {
  const by = typeof issuer === 'string' ? issuer : (issuer.name ?? issuer.id);
  const title = name ?? credentialSubject.achievement.name;
  const issued = `Issued ${longDate(String(validFrom).slice(0, 10))}`;
  return bakeSvg(drawnSvg({ name: title, issuer: by, issued, note: NOT_A_CERTIFICATION }), text);
}
