import type { Deed, SeenContainer, View } from '../shift/index.ts';
import type { Finding } from './finding.ts';
import { measureAgain, setRight } from './quality/look-back.ts';

// What the system itself, or somebody at it, did wrong: messages, units, typing, names, calls, downtime.

type Command = Extract<Deed, { deed: 'lis' }>['command'];
const find = (family: string, because: string, does: Deed): Finding => ({ family, because, does });
const typing = (command: Command): Deed => ({ deed: 'lis', command });
const orderOf = (view: View, accession: string) =>
  view.orders.find((o) => o.id === view.specimens.find((s) => s.accession === accession)?.order);

/** In the order of what hurts first: somebody else's results, numbers that are wrong for all, one number, what did not come. */
export const lis = (view: View): Finding | null =>
  wrongName(view) ??
  wrongUnit(view) ??
  wrongDigits(view) ??
  parked(view) ??
  overdue(view) ??
  reconciled(view);

/** A tube that stands under a number that is not its own: its reports are taken back, and the ward is told. */
function wrongName(view: View): Finding | null {
  const complained = new Set(
    view.rings.flatMap((r) => (r.about === 'complaint' && r.order ? [r.order] : [])),
  );
  const doubted = view.containers.filter((c) => c.accession !== null && c.place === 'rack');
  const unseen = doubted.find(
    (c) => c.sees === null && complained.has(orderOf(view, c.accession!)?.id ?? ''),
  );
  if (unseen)
    return find('F35', 'somebody doubts a report: whose name is on the tube?', {
      deed: 'look',
      container: unseen.id,
    });
  for (const container of doubted) {
    const own = ownNumber(container, view);
    if (own === null) continue;
    const other = doubted.find((c) => c.accession === own && c.sees === null);
    if (other)
      return find('F35', 'then another tube stands under the wrong number too', {
        deed: 'look',
        container: other.id,
      });
    const found = takeBack(container.accession!, view);
    if (found) return found;
  }
  return null;
}

/** The number on its label, where it went in under another; null = it stands where it belongs, or nobody looked. */
function ownNumber({ label, accession }: SeenContainer, view: View): string | null {
  if (label === null || label === 'none' || label.mrn === orderOf(view, accession!)?.patient.mrn) return null;
  return label.accession;
}

function takeBack(accession: string, view: View): Finding | null {
  const told = orderOf(view, accession)?.ward || 'the ward';
  const out = view.results.filter((r) => r.accession === accession);
  const standing = out.find(
    (r) => r.state.status === 'released' && r.state.versions.at(-1)!.kind !== 'retracted',
  );
  if (standing)
    return find(
      'F35',
      `the tube under ${accession} is another patient’s: its reports are taken back, the first value stays readable`,
      typing({
        do: 'retract',
        accession,
        test: standing.test,
        why: 'measured from another patient’s tube',
        told,
        second: 'mls on duty',
      }),
    );
  if (!view.incidents.some((i) => i.subject === accession))
    return find(
      'F35',
      'results went out on the wrong patient: that is reported',
      typing({
        do: 'file incident',
        subject: accession,
        says: 'another patient’s tube was run under this number; reports retracted, ward told by telephone',
      }),
    );
  if (view.specimens.find((s) => s.accession === accession)?.again === null)
    return find('F35', 'what was taken back is drawn again', {
      deed: 'recollect',
      accession,
      tests: out.filter((r) => r.state.status === 'released').map((r) => r.test),
      told,
    });
  return null;
}

/** The same strange factor in more than one patient: no body does that, a table of units does. */
function wrongUnit(view: View): Finding | null {
  for (const analyzer of view.analyzers) {
    const stopped = analyzer.log.find((l) => l.says.startsWith('stop interface'))?.at ?? null;
    for (const test of analyzer.measures) {
      const own = view.results.filter((r) => r.test === test && r.readings.some((m) => m.by === analyzer.id));
      const strange = own.filter((r) => jumped(r.readings[0]?.value ?? null, r.priors.at(-1)?.value ?? null));
      if (strange.length < 2) continue;
      const about = `${analyzer.id}/${test}`;
      if (stopped === null)
        return find('F32', `${strange[0]!.name} of ${strange.length} patients is off by one factor: the unit, not the blood`, { deed: 'maintain', analyzer: analyzer.id, what: 'stop interface' }); // prettier-ignore
      if (!view.incidents.some((i) => i.subject === about))
        return find(
          'F32',
          'the interface is stopped, and whoever keeps it is told',
          typing({
            do: 'file incident',
            subject: about,
            says: `${strange[0]!.name} came multiplied by one factor from ${strange.length} patients; interface stopped, mapping to be mended`,
          }),
        );
      // What came in the second of the stop came before it.
      const doubted = own.map((r) => ({ r, since: stopped + 1 }));
      const found = measureAgain(view, analyzer.id, doubted) ?? setRight(view, doubted);
      if (found) return found;
    }
  }
  return null;
}

const FACTORS = [18, 88.4, 1 / 18, 1 / 88.4];
const jumped = (now: number | null, before: number | null): boolean =>
  now !== null && before !== null && before > 0 && FACTORS.some((f) => Math.abs(now / before / f - 1) < 0.35);

/** A number that was typed and is not the one on the printout. */
function wrongDigits(view: View): Finding | null {
  for (const r of view.results) {
    const reading = r.readings.find((m) => m.n === r.chosen);
    if (r.state.status !== 'observed' || !reading?.manual) continue;
    const lines = view.notes.filter((n) => n.what === 'printout' && n.about === r.accession).flatMap((n) => n.says);
    const printed = lines.map((l) => new RegExp(`\\(${r.test}\\) ([\\d.]+)$`).exec(l)?.[1]).find((v) => v !== undefined);
    if (printed === undefined) continue;
    if (Number(printed) !== reading.value)
      return find(
        'F31',
        `${reading.value} was typed, and the printout says ${printed}`,
        typing({ do: 'enter', accession: r.accession, test: r.test, value: Number(printed), text: null, method: null }),
      );
    const asked = view.escalations.findLast((e) => e.subject === r.key);
    if (reading.by !== 'you' || asked?.answered?.allow) continue;
    if (asked) return asked.answered ? null : find('F31', 'a second person compares it', { deed: 'wait for next' });
    return find(
      'F31',
      'who typed it does not verify it',
      typing({
        do: 'escalate',
        to: 'mls',
        subject: r.key,
        what: `${r.name} typed from the printout`,
        evidence: `printout ${printed}, typed ${printed}; before that somebody had typed two digits the other way round`,
        done: 'typed anew as printed',
        need: 'a second pair of eyes before it goes out',
      }),
    );
  }
  return null;
} // prettier-ignore

/** A message that was parked because the same result stands in it twice: once is enough, and both texts stay. */
function parked(view: View): Finding | null {
  for (const message of view.messages) {
    if (message.state !== 'parked' || !message.why?.includes('stands twice')) continue;
    const mended = onceEach(message.raw);
    if (mended === message.raw) continue;
    return find(
      'F33',
      'a message was parked: the same result stands in it twice; read anew with each once',
      typing({ do: 'replay message', message: message.id, raw: mended }),
    );
  }
  return null;
}

/** Orders with their results, each only once where it comes again word for word. */
export function onceEach(raw: string): string {
  const groups: string[][] = [];
  for (const segment of raw.split('\r')) {
    if (groups.length === 0 || segment.startsWith('OBR|') || !/^(ORC|OBX|TCD|NTE)\|/.test(segment)) groups.push([segment]);
    else groups.at(-1)!.push(segment);
  }
  const bare = (group: readonly string[]) => group.map((s) => s.replace(/^(OBR|OBX)\|\d*\|/, '$1||')).join('\r');
  return groups
    .filter((g, i) => !g[0]!.startsWith('OBR|') || i === 0 || bare(g) !== bare(groups[i - 1]!))
    .map((g) => g.join('\r'))
    .join('\r');
} // prettier-ignore

/** A critical result of the shift before that nobody had called: called by now, and reported as an event. */
function overdue(view: View): Finding | null {
  const call = view.calls.find(
    (c) =>
      c.due < view.opens && c.state.status === 'done' && c.state.at > view.opens && !view.incidents.some((i) => i.subject === c.id),
  ); // prettier-ignore
  return call
    ? find(
        'F34',
        'it was left over at the change of shift: that is reported',
        typing({
          do: 'file incident',
          subject: call.id,
          says: 'a critical result of the shift before was not called; called now, read back',
        }),
      )
    : null;
}

/** After downtime each specimen is compared with what the analyzer printed, before anything goes out. */
function reconciled(view: View): Finding | null {
  if (view.downtime) return null;
  const [accession, test] = view.unreconciled[0]?.split('/') ?? [];
  return accession && test
    ? find(
        'F33',
        'it came while the system was down: compared with the printout first',
        typing({ do: 'reconcile', accession, test, says: 'same as on the printout of the analyzer' }),
      )
    : null;
}
