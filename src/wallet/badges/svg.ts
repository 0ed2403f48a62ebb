/**
 * Badges inside SVG pictures (Open Badges 3.0 §5.3.2): one element `openbadges:credential`, which holds a token in `verify`
 * or JSON in CDATA. Found by pattern and not by an XML reader, so that no entity is ever followed.
 */
const OPEN = /<openbadges:credential(\s[^<>]*?)?(\/>|>)/g;
const CLOSE = '</openbadges:credential>';
const NAMESPACE = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"';

/** @param svg a picture without a badge, whose first element is `svg` @param badge JSON */
export function bakeSvg(svg: string, badge: string): string {
  const start = svg.indexOf('<svg') + '<svg'.length;
  const end = svg.indexOf('>', start) + 1;
  // The two brackets would end the CDATA; JSON can write what follows them in another way.
  const quoted = badge.replaceAll(']]>', ']]\\u003e');
  const baked = `<openbadges:credential><![CDATA[${quoted}]]>${CLOSE}`;
  return `${svg.slice(0, start)} ${NAMESPACE}${svg.slice(start, end)}${baked}${svg.slice(end)}`;
}

/** The text of the badge in a picture, or what is wrong in words. */
export function badgeInSvg(svg: string): { text: string } | { problem: string } {
  const [open, second] = [...svg.matchAll(OPEN)];
  if (!open)
    return { problem: 'the picture holds no badge; some programs remove it when they save a picture' };
  if (second) return { problem: 'the picture holds more than one badge' };
  const verify = /\bverify\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(open[1] ?? '');
  if (verify) return { text: (verify[1] ?? verify[2] ?? '').trim() };
  const start = open.index + open[0].length;
  const end = svg.indexOf(CLOSE, start);
  if (open[2] === '/>' || end < 0) return { problem: 'the badge in the picture is not whole' };
  const body = svg.slice(start, end).trim();
  const whole = body.startsWith('<![CDATA[') && body.endsWith(']]>');
  return { text: whole ? body.slice('<![CDATA['.length, -']]>'.length).trim() : body };
}
