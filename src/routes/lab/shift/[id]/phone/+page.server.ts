import { ROLES } from '#content/laboratory/index.ts';
import { benchAt, doDeed } from '../shift.server.ts';
import { clockOf } from '../status.ts';
import { readingText, unitText } from '../value.ts';
import type { Actions, PageServerLoad } from './$types';

/** The telephone: who rings, critical calls, asking, escalating, and what was said. */
export const load: PageServerLoad = async (event) => {
  const { bench, view } = await benchAt(event);
  const now = view.opens + view.seconds;
  const orderOf = (accession: string) =>
    view.orders.find((o) => o.id === view.specimens.find((s) => s.accession === accession)?.order)!;
  return {
    bench,
    rings: view.rings.map((r) => {
      const order = view.orders.find((o) => o.id === r.order);
      return {
        id: r.id,
        what: r.what,
        says: r.says,
        choices: r.choices,
        answered: r.choices.find((c) => c.id === r.answered)?.says ?? null,
        tests: [...r.tests],
        accessions: order ? [...order.accessions] : [],
      };
    }),
    calls: view.calls.map((c) => {
      const order = orderOf(c.accession);
      const result = view.results.find((r) => r.key === `${c.accession}/${c.test}`)!;
      const version = result.state.status === 'released' ? result.state.versions.at(-1) : undefined;
      const { patient, ward } = order;
      return {
        id: c.id,
        accession: c.accession,
        test: c.test,
        name: result.name,
        value: `${readingText(version?.reading, result.decimals)} ${unitText(result.unit)}`.trim(),
        ward,
        left: Math.floor((c.by - now) / 60),
        tries: c.tries,
        state: c.state,
        identifiers: [
          { value: patient.name, says: `Name: ${patient.name}` },
          { value: patient.mrn, says: `MRN: ${patient.mrn}` },
          { value: patient.born, says: `Born: ${patient.born}` },
          { value: ward, says: `Ward: ${ward}` },
          { value: c.accession, says: `Accession: ${c.accession}` },
        ],
      };
    }),
    escalations: view.escalations,
    incidents: view.incidents,
    subjects: view.specimens
      .filter((s) => s.state.status !== 'expected')
      .map((s) => ({ accession: s.accession, name: orderOf(s.accession).patient.name })),
    subject: event.url.searchParams.get('subject'),
    orders: view.orders.map((o) => ({ id: o.id, says: `${o.ward}: ${o.patient.name}` })),
    roles: ROLES.filter((r) => !['aide', 'mlt'].includes(r)),
    talk: view.talk.map((t) => ({ ...t, at: clockOf(new Date((view.opens + t.at) * 1000).toISOString()) })).reverse(), // prettier-ignore
    openCalls: view.calls.filter((c) => c.state.status !== 'done').map((c) => c.id),
  };
};

export const actions: Actions = { do: doDeed };
