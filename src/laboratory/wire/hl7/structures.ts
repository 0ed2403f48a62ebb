/**
 * Which segments a message has, in which order: [ ] optional, { } repeats. From the facts file (messaging.hl7_v2.structures),
 * with the parts it leaves out (PATIENT, VISIT …) filled in; an `unverified` structure is one that the facts do not hold, and
 * what it says is only a warning. Prior results of OML_O33 and OML_O21 are left out on purpose: nothing marks where they
 * begin, so that an old order could be taken for a new one. Such a message is refused.
 */
export type Structure = { grammar: string; confidence: 'verified' | 'likely' | 'unverified' };

const PATIENT = 'PID [PD1] [{NTE}] [{NK1}] [PV1 [PV2]]';
const INSURANCE = '[{IN1 [IN2] [IN3]}] [GT1] [{AL1}]';
const TIMING = '[{TQ1 [{TQ2}]}]';
const ORDERED = '[{NTE}] [CTD] [{DG1}] [{OBX [TCD] [{NTE}]}]';

export const STRUCTURES: { readonly [name: string]: Structure } = {
  OML_O33: {
    grammar: `MSH [{SFT}] [{NTE}] [${PATIENT} ${INSURANCE}] {SPM [{OBX}] [{SAC}] {ORC ${TIMING} [OBR [TCD] ${ORDERED}] [{FT1}] [{CTI}] [BLG]}}`,
    confidence: 'verified',
  },
  ORL_O34: {
    grammar: 'MSH MSA [{ERR}] [{SFT}] [{NTE}] [[PID] [{SPM [{OBX}] [{SAC}] [{ORC [{TQ1}] [OBR]}]}]]',
    confidence: 'verified',
  },
  OUL_R22: {
    grammar: `MSH [{SFT}] [NTE] [${PATIENT}] {SPM [{OBX}] [{SAC [INV]}] {OBR [ORC] [{NTE}] ${TIMING} [{OBX [TCD] [{SID}] [{NTE}]}] [{CTI}]}} [DSC]`,
    confidence: 'verified',
  },
  ORU_R01: {
    grammar: `MSH [{SFT}] {[${PATIENT}] {[ORC] OBR [{NTE}] ${TIMING} [CTD] [{OBX [{NTE}]}] [{FT1}] [{CTI}] [{SPM [{OBX}]}]}} [DSC]`,
    confidence: 'likely',
  },
  OML_O21: {
    grammar: `MSH [{SFT}] [{NTE}] [${PATIENT} ${INSURANCE}] {ORC ${TIMING} [OBR [TCD] ${ORDERED} [{SPM [{OBX}] [{SAC}]}]] [{FT1}] [{CTI}] [BLG]}`,
    confidence: 'likely',
  },
  QBP_Q11: { grammar: 'MSH [{SFT}] QPD RCP [DSC]', confidence: 'likely' },
  RSP_K11: { grammar: 'MSH [{SFT}] MSA [ERR] QAK QPD [DSC]', confidence: 'likely' },
  ORM_O01: {
    grammar: `MSH [{NTE}] [${PATIENT} ${INSURANCE}] {ORC ${TIMING} [OBR ${ORDERED} [{SPM [{OBX}] [{SAC}]}]] [{FT1}] [{CTI}] [BLG]}`,
    confidence: 'unverified',
  },
  ACK: { grammar: 'MSH [{SFT}] MSA [{ERR}]', confidence: 'unverified' },
};

/** The structure of a message by MSH-9. MSH-9.3 may be missing; ORL_O42 is what newer LAW revisions call ORL_O34. */
export function structureName(message: string, trigger: string, structure: string): string | null {
  const named = structure === 'ORL_O42' ? 'ORL_O34' : structure;
  if (Object.hasOwn(STRUCTURES, named)) return named;
  if (message === 'ACK') return 'ACK';
  const usual = `${message}_${trigger === 'O42' && message === 'ORL' ? 'O34' : trigger}`;
  return Object.hasOwn(STRUCTURES, usual) ? usual : null;
}
