import type { Deed } from '#laboratory/shift/index.ts';

type Command = Extract<Deed, { deed: 'lis' }>['command'];

/** What was just done, in a sentence, where the laboratory itself says nothing about it. */
export function doneText(deed: Deed): string {
  switch (deed.deed) {
    case 'wait':
      return `${deed.minutes} min went by.`;
    case 'wait for next':
      return 'Time went by until something happened.';
    case 'slide':
      return 'The film is made and stained.';
    case 'sediment':
      return 'The sediment is under the microscope.';
    case 'maintain':
      return `${deed.what}: done.`;
    case 'lis':
      return commandText(deed.command);
    default:
      return 'Done.';
  }
}

function commandText(c: Command): string {
  switch (c.do) {
    case 'accept':
      return `${c.accession} is taken in.`;
    case 'accept with exception':
      return `${c.accession} is taken in by exception.`;
    case 'reject':
      return `${c.accession} is turned away${c.tests === 'all' ? '' : ` for ${c.tests.join(', ')}`}; ${c.told} was told.`;
    case 'verify':
      return c.results.length === 1 ? 'Reported.' : `${c.results.length} results reported.`;
    case 'do not report':
      return 'It will not be reported.';
    case 'comment':
      return 'The comment goes with the report.';
    case 'enter':
      return 'Entered; somebody else has to compare it.';
    case 'correct':
    case 'retract':
      return `The report is ${c.do === 'correct' ? 'corrected' : 'taken back'}; the old one stays readable.`;
    case 'call':
      return `It rings at ${c.to}.`;
    case 'give identifiers':
      return 'They write it down, and will read it back.';
    case 'confirm read-back':
      return 'Read back and confirmed: the call is done.';
    case 'correct read-back':
      return 'You said it again; they will read it back.';
    case 'escalate':
      return 'Asked. The answer takes about five minutes.';
    case 'record cause':
      return 'The cause is on record. A good run lifts the hold.';
    case 'hold specimen':
      return `${c.accession} is held.`;
    case 'file incident':
      return 'The incident is filed.';
    case 'replay message':
      return 'Replayed; the list tells what became of it.';
    default:
      return 'Done.';
  }
}
