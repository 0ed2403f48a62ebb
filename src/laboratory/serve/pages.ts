import { isoTime, type Ledger, type Rules } from '../lis/index.ts';

/** Text for HTML, in elements and in attributes. */
const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!,
  );

/** Raw text for people: what is not printed gets a sign of its own, so that nothing is hidden. */
export const visible = (raw: string): string =>
  escaped(raw)
    .replace(/\r\n?|\n/g, '⏎\n')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0009\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)));

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 0 auto; padding: 1rem; }
nav a { margin-right: 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top; }
pre, textarea { font: .9rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
textarea { width: 100%; box-sizing: border-box; }
button { font: inherit; padding: .4rem 1rem; }
.wide { overflow-x: auto; }
`;

/** Everything a page is: no script, nothing from elsewhere. */
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} – Benchpath laboratory</title><style>${STYLE}</style></head>
<body><nav aria-label="Pages"><a href="/worklist">Worklist</a><a href="/results">Results</a><a href="/messages">Messages</a><a href="/messages?state=parked">Parked</a><a href="/fhir/metadata">FHIR</a></nav>
<main><h1>${escaped(title)}</h1>
${body}</main>
<footer><p><small>A practice laboratory: no patient is real. LOINC codes: this material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the LOINC Committee, and is available at no cost under the license at http://loinc.org/license.</small></p></footer>
</body></html>`;
}

type Cell = string | { html: string };
const cell = (one: Cell): string => (typeof one === 'string' ? escaped(one) : one.html);
const link = (to: string, text: string): Cell => ({
  html: `<a href="${escaped(to)}">${escaped(text)}</a>`,
});

function table(head: readonly string[], rows: readonly (readonly Cell[])[], none: string): string {
  if (rows.length === 0) return `<p>${escaped(none)}</p>`;
  const body = rows.map((r) => `<tr>${r.map((c) => `<td>${cell(c)}</td>`).join('')}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${head.map((h) => `<th scope="col">${escaped(h)}</th>`).join('')}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

/** Rows of one page, the newest first. */
const ROWS = 200;
const time = (at: number): string => isoTime(at).replace('T', ' ');
const most = (count: number, shown: number): string =>
  count > shown ? `<p>The newest ${shown} of ${count}.</p>` : '';

const why = (state: { status: string; why?: string; first?: string; as?: string }): string =>
  state.why ?? (state.first ? `the same as ${state.first}` : state.as ? `read anew as ${state.as}` : '');

export function messagesPage({ lis }: Ledger, state: string | null): string {
  const all = [...lis.messages.values()]
    .filter((m) => state === null || m.state.status === state)
    .toReversed();
  const rows = all.slice(0, ROWS).map((m) => [
    link(`/messages/${encodeURIComponent(m.id)}`, m.id), time(m.at), m.way === 'in' ? `from ${m.peer}` : `to ${m.peer}`, m.protocol.toUpperCase(), m.state.status, why(m.state),
  ]); // prettier-ignore
  return page(
    state === null ? 'Messages' : `Messages: ${state}`,
    table(['Message', 'Time', 'Peer', 'Protocol', 'State', 'Why'], rows, 'There is none.') +
      most(all.length, rows.length),
  );
}

/** One message: raw, and as it was read. @param read lines of what it says @param token of the form */
export function messagePage(
  { lis, events }: Ledger,
  id: string,
  read: (protocol: string, raw: string) => readonly (readonly string[])[],
  token: string,
): string | null {
  const m = lis.messages.get(id);
  if (!m) return null;
  const about = m.state.status === 'filed' ? m.state.about : [];
  const lines = events.filter((e) => 'message' in e && e.message === id);
  const parked =
    m.state.status === 'parked' && m.protocol !== 'fhir'
      ? `<h2>Mend it and read it anew</h2>
<p>Both texts are kept. Each line is one segment or record.</p>
<form method="post" action="/messages/${encodeURIComponent(id)}/replay"><input type="hidden" name="token" value="${escaped(token)}">
<label for="raw">Message</label><textarea id="raw" name="raw" rows="14" spellcheck="false">
${escaped(m.raw.replace(/\r\n?/g, '\n'))}</textarea>
<p><button>Read anew</button></p></form>`
      : '';
  return page(
    `Message ${id}`,
    `<p>${escaped(`${m.protocol.toUpperCase()} ${m.way === 'in' ? 'from' : 'to'} ${m.peer}, ${time(m.at)}: ${m.state.status}`)}${why(m.state) ? `: <strong>${escaped(why(m.state))}</strong>` : ''}</p>
${about.length > 0 ? `<p>It said something of ${escaped(about.join(', '))}.</p>` : ''}
<h2>As it came</h2><pre>${visible(m.raw)}</pre>
<h2>As it was read</h2>${table(['Where', 'What'], read(m.protocol, m.raw), 'Nothing could be read in it.')}
<h2>What came of it</h2>${table(
      ['Line', 'Time', 'What'],
      lines.map((e) => [String(e.seq), time(e.at), e.type]),
      'Nothing.',
    )}
${parked}`,
  );
}

export function worklistPage({ lis }: Ledger, rules: Rules): string {
  const open = [...lis.specimens.values()].flatMap((s) => {
    const left = s.tests.filter((t) => {
      const r = lis.results.get(`${s.accession}/${t}`);
      return !rules.indices.has(t) && r && (r.state.status === 'pending' || r.state.status === 'observed');
    });
    return left.length === 0 || s.state.status === 'rejected' ? [] : [{ s, left }];
  });
  const rows = open.toReversed().slice(0, ROWS).map(({ s, left }) => {
    const who = lis.identities.get(s.mrn)!;
    const order = lis.orders.get(s.order)!;
    return [
      s.accession, `${who.family}, ${who.given} (${s.mrn})`, rules.tubes.get(s.tube)?.cap ?? s.tube, order.priority, s.held === null ? s.state.status : `held: ${s.held}`,
      left.map((t) => {
        const r = lis.results.get(`${s.accession}/${t}`)!;
        return r.state.status === 'observed' ? `${t} (held: ${r.state.holds.map((h) => h.says).join('; ') || 'waits for a look'})` : t;
      }).join(', '),
    ];
  }); // prettier-ignore
  return page(
    'Worklist',
    table(['Specimen', 'Patient', 'Tube', 'Priority', 'State', 'Open'], rows, 'Nothing is open.') +
      most(open.length, rows.length),
  );
}

export function resultsPage({ lis }: Ledger, rules: Rules): string {
  const all = [...lis.results.values()].filter((r) => r.readings.length > 0).toReversed();
  const rows = all.slice(0, ROWS).map((r) => {
    const analyte = rules.analytes.get(r.test);
    const last = r.state.status === 'released' ? r.state.versions.at(-1)! : null;
    const reading = last?.reading ?? r.readings.find((one) => one.n === r.chosen) ?? r.readings.at(-1)!;
    const value = reading.value === null ? (reading.text ?? 'none') : `${reading.beyond ?? ''}${reading.value.toFixed(analyte?.decimals ?? 1)}`;
    const before = r.state.status === 'released' ? r.state.versions.slice(0, -1).map((v) => v.reading.value ?? v.reading.text) : [];
    return [
      r.accession, analyte?.name ?? r.test, `${value} ${analyte?.unit ?? ''}`, last?.flag ?? '',
      last ? (last.kind === 'first' ? 'reported' : `${last.kind} (before: ${before.join(', ')})`) : r.state.status === 'observed' ? `held: ${r.state.holds.map((h) => h.says).join('; ') || 'waits for a look'}` : r.state.status,
      time(reading.at), reading.message === null ? reading.by : link(`/messages/${encodeURIComponent(reading.message)}`, `${reading.by}, ${reading.message}`),
    ];
  }); // prettier-ignore
  return page(
    'Results',
    table(
      ['Specimen', 'Test', 'Value', 'Flag', 'State', 'Measured', 'From'],
      rows,
      'Nothing was measured yet.',
    ) + most(all.length, rows.length),
  );
}

export const sayingPage = (title: string, says: string): string => page(title, `<p>${escaped(says)}</p>`);
