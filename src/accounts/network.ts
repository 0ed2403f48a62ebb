/**
 * Whose tries are counted together: an IPv4 address, or the first half of an IPv6 address, for one household or one machine
 * has all of the second half (RFC 6177). A text that is neither counts as itself.
 */
export function networkOf(client: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(client)?.[1];
  if (mapped) return mapped;
  if (!client.includes(':')) return client;
  const [front = '', back] = client.split('%')[0]!.toLowerCase().split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [first, last] = [groups(front), groups(back)];
  const zeros = back === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/**
 * A network address as people write it (RFC 5952). better-auth keeps the first half of an IPv6 address, in full, with zeros for
 * the rest; of the network of zeros only this machine itself asks.
 */
export function shortAddress(address: string): string {
  const short = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1);
  return short === '::' ? '::1' : (short ?? address);
}
