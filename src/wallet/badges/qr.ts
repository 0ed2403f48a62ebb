import encodeQR from 'qr';

/** The QR code of an address as SVG, dark on transparent: put it on white. */
export const qrSvg = (address: string): string => encodeQR(address, 'svg', { ecc: 'medium', border: 4 });
