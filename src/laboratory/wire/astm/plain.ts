/** A message in plain words. Every value is text as it was sent, unescaped; '' = not told. Times are YYYYMMDDHHMMSS. */
export type Plain = {
  header: Header;
  comments: Comment[];
  patients: PlainPatient[];
  queries: Query[];
  /** Why it ended (L-3): N normal, I nothing known of what was asked, F asked and answered, and others; '' = no L. */
  terminator: string;
};

/** H-3 message id, H-5 sender, H-10 receiver, H-12 processing (P production), H-13 version, H-14 when. */
export type Header = { id: string; sender: string; receiver: string; processing: string; version: string; at: string }; // prettier-ignore

/** C-3 who says it (I instrument, L host), C-4 what, C-5 of which kind (G free text). */
export type Comment = { source: string; text: string; kind: string };

/** P-3 id at the practice, P-4 id at the laboratory, P-6 name, P-8 birthdate, P-9 sex. */
export type PlainPatient = {
  practiceId: string;
  laboratoryId: string;
  name: { last: string; first: string; middle: string };
  born: string;
  sex: string;
  comments: Comment[];
  orders: PlainOrder[];
};

/**
 * What is asked for of a specimen, and what came of it. O-3 specimen id, O-4 the instrument's own, O-5 tests, O-6 priority
 * (S A R C P), O-7 requested, O-8 collected, O-12 action (C cancel, A add, N new, P pending, Q control), O-16 what the
 * specimen is, O-26 report type (O order, F final, Q control, …).
 */
export type PlainOrder = {
  specimen: string;
  instrumentSpecimen: string;
  tests: string[];
  priority: string;
  requested: string;
  collected: string;
  action: string;
  specimenType: string;
  report: string;
  comments: Comment[];
  results: PlainResult[];
};

/**
 * R-3 test, R-4 value, R-5 unit, R-6 range, R-7 flags, R-9 status (F final, C corrected, X cannot be done, …), R-11 operator,
 * R-12 begun, R-13 completed, R-14 instrument.
 */
export type PlainResult = {
  test: string;
  value: string;
  unit: string;
  range: string;
  flags: string[];
  status: string;
  operator: string;
  started: string;
  completed: string;
  instrument: string;
  comments: Comment[];
};

/** Q-3 whose specimens, Q-5 which tests ([] or ALL = every one), Q-13 status (O orders, A never mind). */
export type Query = { patient: string; specimen: string; tests: string[]; status: string };

/** A result with what it belongs to. `control`: a control material and no patient (O-12 Q or O-26 Q). */
export type Row = Omit<PlainResult, 'comments'> & {
  specimen: string;
  instrumentSpecimen: string;
  practiceId: string;
  control: boolean;
  comments: Comment[];
};

/** Whether an order is one for control material. Quality control is told so, and never in a Q record, which is a query. */
export const isControl = ({ action, report }: Pick<PlainOrder, 'action' | 'report'>): boolean =>
  action === 'Q' || report === 'Q';

/** All results of a message in the order they came, none merged. The instrument is the sender where R-14 does not say. */
export function rowsOf({ header, patients }: Plain): Row[] {
  return patients.flatMap(({ practiceId, orders }) =>
    orders.flatMap((order) =>
      order.results.map((result) => ({
        ...result,
        instrument: result.instrument || header.sender,
        specimen: order.specimen,
        instrumentSpecimen: order.instrumentSpecimen,
        practiceId,
        control: isControl(order),
      })),
    ),
  );
}

export const NO_PATIENT: PlainPatient = { practiceId: '', laboratoryId: '', name: { last: '', first: '', middle: '' }, born: '', sex: '', comments: [], orders: [] }; // prettier-ignore
export const NO_ORDER: PlainOrder = { specimen: '', instrumentSpecimen: '', tests: [], priority: '', requested: '', collected: '', action: '', specimenType: '', report: '', comments: [], results: [] }; // prettier-ignore
export const NO_RESULT: PlainResult = { test: '', value: '', unit: '', range: '', flags: [], status: '', operator: '', started: '', completed: '', instrument: '', comments: [] }; // prettier-ignore

type Heading = Pick<Header, 'sender' | 'receiver' | 'at'> & { id?: string };
const headed = ({ sender, receiver, at, id = '' }: Heading, rest: Partial<Plain>): Plain => ({
  header: { id, sender, receiver, processing: 'P', version: 'LIS2-A2', at },
  comments: [],
  patients: [],
  queries: [],
  terminator: 'N',
  ...rest,
});

/** An instrument asks which work there is for a specimen. */
export const queryFor = (heading: Heading, specimen: string): Plain =>
  headed(heading, { queries: [{ patient: '', specimen, tests: ['ALL'], status: 'O' }] });

/** The host answers that it knows of no work for what was asked: H and L with I, and no order. */
export const noWorkFor = (heading: Heading): Plain => headed(heading, { terminator: 'I' });

/** Orders for an instrument (O-26 O), or results from one. */
export const messageOf = (heading: Heading, patients: PlainPatient[]): Plain => headed(heading, { patients });
