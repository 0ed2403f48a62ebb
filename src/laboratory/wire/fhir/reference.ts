const ID = '[A-Za-z0-9\\-.]{1,64}';
const PLACE = `([A-Z][A-Za-z]{2,40})/(${ID})(?:/_history/${ID})?$`;
const RELATIVE = new RegExp(`^${PLACE}`);
const ABSOLUTE = new RegExp(`^https?://\\S+/${PLACE}`);
const OTHER = new RegExp(
  `^(#(${ID})?|https?://\\S+|urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|urn:oid:[0-2](\\.(0|[1-9]\\d*))+)$`,
);

/** Type and id of `Type/id`, with or without an address before and a version after; null for another kind of reference. */
export function target(reference: string): { type: string; id: string } | null {
  const read = RELATIVE.exec(reference) ?? ABSOLUTE.exec(reference);
  return read ? { type: read[1]!, id: read[2]! } : null;
}

/** Whether a text can be a reference: Type/id, an address, a urn, or # and the id of a contained resource. */
export const isReference = (text: string): boolean => RELATIVE.test(text) || OTHER.test(text);
