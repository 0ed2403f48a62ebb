import type { View } from '../../shift/index.ts';
import type { Finding } from '../finding.ts';

const DAYS = 3 * 86_400;

/** What controls do not see: a lot that nobody compared by patients, settings that are not those of the reagent. */
export function inDoubt(view: View): Finding | null {
  const now = view.opens + view.seconds;
  for (const channel of view.channels) {
    if (channel.state.status === 'held') continue;
    const wanted = view.results.some((r) => r.test === channel.analyte && r.state.status !== 'not-reported');
    if (!wanted) continue;
    const stop = (family: string, because: string): Finding => ({
      family,
      because,
      does: {
        deed: 'lis',
        command: { do: 'stop testing', analyzer: channel.analyzer, analyte: channel.analyte, why: because },
      },
    });
    const lot = view.analyzers.find((a) => a.id === channel.analyzer)?.lots[channel.analyte];
    if (lot?.insert && lot.set && lot.insert.isi !== lot.set.isi)
      return stop(
        'F29',
        `the insert of lot ${lot.lot} says ISI ${lot.insert.isi}, and ${lot.set.isi} is set: every INR is wrong`,
      );
    const last = channel.changes.findLast((c) => c.what.startsWith('reagent lot'));
    if (!last || now - last.at > DAYS || lot?.insert) continue;
    const back = channel.changes.some((c) => c.at > last.at && c.what.startsWith('old reagent lot'));
    const note = view.notes.findLast((n) => n.about === channel.key && n.what === 'lot comparison');
    if (!note && !back)
      return {
        family: 'F21',
        because: `a new lot of ${channel.name} came on board, and controls say nothing about patients: both lots side by side`,
        does: { deed: 'compare lots', analyzer: channel.analyzer, analyte: channel.analyte },
      };
    if (note?.says.includes('verdict: reject') && !back)
      return stop('F21', `${note.says[0]}: patients moved with the lot`);
  }
  return null;
}
