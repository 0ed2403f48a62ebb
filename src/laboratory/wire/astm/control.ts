/** The characters that carry frames (ASTM E1381, CLSI LIS1-A). */
export const STX = 0x02;
export const ETX = 0x03;
export const EOT = 0x04;
export const ENQ = 0x05;
export const ACK = 0x06;
export const LF = 0x0a;
export const CR = 0x0d;
export const NAK = 0x15;
export const ETB = 0x17;

/** Characters that no text in a frame may hold: they would be taken for the frame's own. CR ends records and may. */
export const isRestricted = (byte: number): boolean =>
  (byte >= 0x01 && byte <= ACK) || byte === LF || (byte >= 0x10 && byte <= ETB);

export type Control = 'ENQ' | 'ACK' | 'NAK' | 'EOT';
