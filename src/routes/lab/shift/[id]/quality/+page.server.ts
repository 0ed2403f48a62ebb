import { chartOf } from '#laboratory/quality/index.ts';
import { unitText } from '../value.ts';
import { benchAt, doDeed } from '../shift.server.ts';
import type { Actions, PageServerLoad } from './$types';
import type { SeenChannel } from '#laboratory/shift/index.ts';

const SHOWN = 40;

/** Quality control: channels of every analyzer, what is held first, and the charts of one. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  const { catalog } = running.shift;
  const asked = event.url.searchParams.get('channel');
  const busy = new Set(view.analyzers.filter((a) => a.busy).map((a) => a.id));
  const state = (c: SeenChannel) => (c.state.status === 'held' ? 0 : c.flags.some((f) => f.run === c.run) ? 1 : 2); // prettier-ignore
  const channels = view.channels.filter((c) => c.means && Object.keys(c.means).length > 0);
  const ordered = new Set(view.orders.flatMap((o) => o.tests));
  /** Held, warned, watched for days, wanted today; then the rest. */
  const place = (c: SeenChannel) =>
    state(c) * 4 + (c.points.length > 4 ? 0 : 2) + (ordered.has(c.analyte) ? 0 : 1);
  const sorted = [...channels].sort((a, b) => place(a) - place(b));
  const chosen = sorted.find((c) => c.key === asked) ?? sorted[0] ?? null;
  const unit = chosen ? unitText(catalog.analytes.get(chosen.analyte)?.unit ?? null) : '';
  return {
    bench,
    groups: view.analyzers
      .map((a) => ({
        id: a.id,
        name: a.name,
        busy: busy.has(a.id),
        channels: sorted
          .filter((c) => c.analyzer === a.id)
          .map((c) => ({
            key: c.key,
            analyte: c.analyte,
            name: c.name,
            held: c.state.status === 'held',
            warned: state(c) === 1,
          })),
      }))
      .filter((g) => g.channels.length > 0),
    chosen: chosen && {
      key: chosen.key,
      analyzer: chosen.analyzer,
      analyte: chosen.analyte,
      name: chosen.name,
      lot: chosen.lot,
      state: chosen.state,
      since: chosen.state.status === 'held' ? new Date(chosen.state.since * 1000).toISOString() : null,
      rules: chosen.flags.filter((f) => f.run === chosen.run).map((f) => `${f.rule} (${f.materials.join(', ')})`), // prettier-ignore
      running: busy.has(chosen.analyzer),
      charts: Object.entries(chosen.means).map(([material, limits]) => chart(chosen, material, limits, unit)),
      reagent: view.analyzers.find((a) => a.id === chosen.analyzer)?.lots[chosen.analyte] ?? null,
    },
    lookBacks: view.lookBacks.map((l) => ({
      ...l,
      results: [...l.results],
      since: new Date(l.since * 1000).toISOString(),
      name: catalog.analytes.get(l.analyte)?.name ?? l.analyte,
    })),
    notes: view.notes.filter((n) => n.about === chosen?.key || n.about === chosen?.analyzer),
    steps: catalog.policies.qualityControl.troubleshooting.steps,
  };
};

function chart(channel: SeenChannel, material: string, limits: { mean: number; sd: number }, unit: string) {
  const points = channel.points.filter((p) => p.material === material).slice(-SHOWN);
  const runs = [...new Set(channel.flags.map((f) => f.run))];
  return chartOf({
    material,
    unit,
    values: points.map(({ run, value }) => ({ run, value })),
    limits: [{ from: points[0]?.run ?? 1, ...limits }],
    judged: runs.map((run) => ({
      run,
      flags: channel.flags
        .filter((f) => f.run === run)
        .map((f) => ({ rule: f.rule as never, scope: 'W' as const, materials: [...f.materials] })),
    })),
    events: [],
  });
}

export const actions: Actions = { do: doDeed };
