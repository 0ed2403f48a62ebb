import {
  messageOf,
  messagesOf,
  NO_ORDER,
  NO_PATIENT,
  NO_RESULT,
  plainOf,
  queryFor,
  readRecords,
  writeMessage,
  type PlainResult,
} from '../wire/astm/index.ts';
import type { Catalog } from '../catalog/index.ts';
import type { Measured } from '../world/index.ts';
import type { Sample } from './sample.ts';

// An analyzer that speaks LIS2-A2 over LIS1-A: Q to ask, O to be told, R to report.

/** Sends a message over the line; the messages that come back in the same breath. */
export type Talk = (text: string) => string[];
export type Named = { id: string; at: string };
export type Instrument = Named & { talk: Talk };

const heading = ({ id, at }: Named) => ({
  sender: id,
  receiver: 'BENCHPATH',
  at: at.replace(/[-:T]/g, ''),
});

/** Which tests the host wants of this specimen. */
export const queryWork = (who: Instrument, specimen: string): string[] =>
  who.talk(queryText(who, specimen)).flatMap((text) => testsIn(text, specimen));

export const queryText = (who: Named, specimen: string): string =>
  writeMessage(queryFor(heading(who), specimen));

/** What an answer of the host gives to do. */
export const testsIn = (text: string, specimen: string): string[] =>
  messagesOf(readRecords(text)).flatMap((m) =>
    plainOf(m).patients.flatMap((p) =>
      p.orders.filter((o) => o.specimen === specimen).flatMap((o) => o.tests),
    ),
  );

/** Results of specimens, or of controls, which O-12 tells. `run` stands in O-4, so that a repeat is one of its own. */
export const sendResults = (who: Instrument, samples: readonly Sample[], catalog: Catalog): void =>
  void who.talk(resultsText(who, samples, catalog));

export function resultsText(who: Named, samples: readonly Sample[], catalog: Catalog): string {
  const { at } = heading(who);
  const patients = samples.map(({ specimen, control, results, run }) => {
    const told = results.map((r) => resultOf(r, at, who.id, catalog));
    const order = {
      ...NO_ORDER,
      specimen,
      instrumentSpecimen: String(run),
      tests: told.map((r) => r.test),
      priority: 'R',
      action: control ? 'Q' : 'N',
      report: control ? 'Q' : 'F',
      results: told,
    };
    return { ...NO_PATIENT, orders: [order] };
  });
  return writeMessage(messageOf(heading(who), patients));
}

function resultOf(one: Measured, at: string, instrument: string, catalog: Catalog): PlainResult {
  const analyte = catalog.analytes.get(one.analyte);
  const value =
    one.value === null ? (one.text ?? '') : `${one.beyond ?? ''}${one.value.toFixed(analyte?.decimals ?? 1)}`;
  return {
    ...NO_RESULT, test: one.analyte.toUpperCase(), value, unit: value === '' ? '' : (analyte?.unit ?? ''), status: value === '' ? 'X' : 'F', completed: at, instrument,
    comments: one.alarms.map((text) => ({ source: 'I', text, kind: 'I' })),
  }; // prettier-ignore
}
