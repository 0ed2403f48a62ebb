import { DELETE, type Message } from './message.ts';
import { fieldOf, get, known, textAt, timeAt, type Placed } from './read.ts';
import { FLAGS, isOneOf, REPORT_STATUSES, CONTROLS, type ResultStatus } from './tables.ts';
import type { Code, Header, Patient, Reported, Result, SpecimenInfo, Value } from './terms.ts';

/** Segments as plain data. The message was checked before (`reading`), so what stands here can be read. */

/** Segments before the first that begins a group, and the groups. */
export function groupsAt(
  all: readonly Placed[],
  begins: (id: string, before: string | undefined) => boolean,
): { head: Placed[]; groups: Placed[][] } {
  const head: Placed[] = [];
  const groups: Placed[][] = [];
  for (const [i, one] of all.entries()) {
    if (begins(one.segment.id, all[i - 1]?.segment.id)) groups.push([one]);
    else (groups.at(-1) ?? head).push(one);
  }
  return { head, groups };
}

export const firstOf = (all: readonly Placed[], id: string): Placed | null =>
  all.find((one) => one.segment.id === id) ?? null;

/** NTE right after the first segment of the list, and after those named. */
export function commentsOf(all: readonly Placed[], after: readonly string[] = []): string[] {
  const comments: string[] = [];
  for (const { segment } of all.slice(1)) {
    if (segment.id === 'NTE')
      comments.push(...fieldOf(segment, 3).map((r) => r.map((c) => c.join('&')).join('^')));
    else if (!after.includes(segment.id)) break;
  }
  return comments;
}

export const timeOf = (one: Placed, field: number): string | null => {
  const time = timeAt(one, field);
  return typeof time === 'string' ? time : null;
};

/** A coded field. Where the second triplet is LOINC and the first is not, it is the one. */
export function codeOf({ segment }: Placed, field: number): Code | null {
  const at = (c: number): Code => ({
    code: known(segment, field, c) ?? '',
    text: known(segment, field, c + 1) ?? '',
    system: known(segment, field, c + 2) ?? '',
  });
  const [first, second] = [at(1), at(4)];
  const one = first.system !== 'LN' && second.system === 'LN' ? second : first;
  return one.code === '' && one.text === '' ? null : one;
}

export function headerOf(message: Message): Header {
  const at = (field: number, component = 1) => get(message, 'MSH', field, component);
  const msh: Placed = { segment: message.segments[0]!, path: 'MSH' };
  const processing = at(11);
  return {
    from: { application: at(3), facility: at(4) },
    to: { application: at(5), facility: at(6) },
    at: timeOf(msh, 7) ?? '',
    controlId: at(10),
    processing: processing === 'T' || processing === 'D' ? processing : 'P',
    profile: at(21) === '' ? null : { id: at(21), authority: at(21, 2) },
  };
}

export function patientOf(one: Placed): Patient {
  const { segment } = one;
  const ids = fieldOf(segment, 3).map((r) => ({
    id: r[0]?.[0] ?? '',
    authority: r[3]?.[0] ?? '',
    type: r[4]?.[0] ?? '',
  }));
  return {
    ids: ids.filter(({ id }) => id !== '' && id !== DELETE),
    family: known(segment, 5, 1) ?? '',
    given: known(segment, 5, 2) ?? '',
    middle: known(segment, 5, 3) ?? '',
    born: timeOf(one, 7),
    sex: known(segment, 8),
  };
}

/** @param group the specimen's segments: SPM first, then its SAC. Null where nothing names it. */
export function specimenOf(group: readonly Placed[]): SpecimenInfo | null {
  const spm = group[0]!;
  const { segment } = spm;
  const sac = firstOf(group, 'SAC')?.segment ?? null;
  const [placer, filler] = [known(segment, 2, 1), known(segment, 2, 2)];
  const container = sac && known(sac, 3);
  const id = placer ?? filler ?? container;
  if (id === null) return null;
  const available = known(segment, 20);
  return {
    id,
    filler: placer === null ? null : filler,
    container,
    carrier: sac && known(sac, 10),
    position: sac && known(sac, 11),
    tray: sac && known(sac, 13),
    type: codeOf(spm, 4),
    role: known(segment, 11) ?? 'P',
    collected: timeOf(spm, 17),
    received: timeOf(spm, 18),
    available: available === null ? null : available === 'Y',
    rejected: fieldOf(segment, 21).map((r) => r[0]?.[0] ?? '').filter((c) => c !== ''), // prettier-ignore
    condition: codeOf(spm, 24),
  };
}

/** The order that results belong to. @param group with its OBR, and its ORC where there is one */
export function reportedOf(group: readonly Placed[]): Reported {
  const obr = firstOf(group, 'OBR')!;
  const orc = firstOf(group, 'ORC')?.segment ?? null;
  const control = orc && known(orc, 1);
  const status = known(obr.segment, 25);
  return {
    control: control !== null && isOneOf(CONTROLS, control) ? control : null,
    orderStatus: orc && known(orc, 5),
    placer: known(obr.segment, 2) ?? (orc && known(orc, 2)),
    filler: known(obr.segment, 3) ?? (orc && known(orc, 3)),
    service: codeOf(obr, 4) ?? { code: '', text: '', system: '' },
    collected: timeOf(obr, 7),
    reported: timeOf(obr, 22),
    status: status !== null && isOneOf(REPORT_STATUSES, status) ? status : null,
    comments: commentsOf(group.slice(group.indexOf(obr)), ['ORC']),
  };
}

/** @param group OBX first, then its comments */
export function resultOf(group: readonly Placed[]): Result {
  const obx = group[0]!;
  const { segment } = obx;
  const flags = fieldOf(segment, 8).map((r) => r[0]?.[0] ?? '');
  const instrument = known(segment, 18);
  return {
    code: codeOf(obx, 3) ?? { code: '', text: '', system: '' },
    subId: known(segment, 4) ?? '',
    value: valueOf(obx),
    unit: codeOf(obx, 6),
    range: known(segment, 7),
    flags: flags.filter((f) => isOneOf(FLAGS, f)),
    status: textAt(segment, 11) as ResultStatus,
    observed: timeOf(obx, 14),
    analyzed: timeOf(obx, 19),
    operator: known(segment, 16),
    method: codeOf(obx, 17),
    instrument: instrument === null ? null : { id: instrument, authority: known(segment, 18, 2) ?? '' },
    comments: commentsOf(group, ['TCD', 'SID']),
  };
}

function valueOf(obx: Placed): Value {
  const { segment } = obx;
  const components = fieldOf(segment, 5)[0] ?? [];
  // A text whose sender did not escape a separator is still one text.
  const text = components.map((c) => c.join('&')).join('^');
  if (text === '' || text === DELETE) return { type: 'none' };
  const type = textAt(segment, 2);
  const at = (c: number) => components[c]?.[0] ?? '';
  switch (type) {
    case 'NM':
      return { type, number: text };
    case 'SN':
      return { type, comparator: at(0), number: at(1), separator: at(2), second: at(3) };
    case 'CE':
    case 'CWE':
      return { type: 'CWE', code: codeOf(obx, 5) ?? { code: '', text: '', system: '' } };
    case 'TX':
    case 'FT':
      return { type, text };
    default:
      return { type: 'ST', text };
  }
}
