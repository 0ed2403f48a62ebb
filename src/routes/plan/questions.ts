/** A question of a verdict in words, and where it is answered. */
export type Ask = { text: string; href: string | null };

const PLACES: { [list: string]: [text: string, question: string] } = {
  education: ['your degrees and programs', 'degree'],
  coursework: ['your college hours by subject', 'coursework'],
  experience: ['your work so far', 'experience'],
  credentials: ['the certifications you hold', 'credentials'],
  licenses: ['the licenses you hold', 'licenses'],
  military: ['your military training', 'military'],
  training: ['your other training', 'program'],
  procedures: ['the blood collections you have documented', 'procedures'],
  state: ['the state you live in', 'state'],
  stateSince: ['since when you have lived in your state', 'state'],
  born: ['the year you were born', 'born'],
};
const ATTRIBUTES: { [name: string]: string } = {
  accreditor: 'who accredited a program',
  accredited: 'who accredited your school',
  completed: 'when you finished',
  field: 'the field of your degree',
  rotations: 'which departments your rotations covered',
  clockHours: 'how many clock hours a program had',
  disciplines: 'which departments you worked in',
  hoursPerWeek: 'how many hours a week you worked',
  setting: 'in what kind of laboratory you worked',
  complexity: 'how complex the tests you ran were',
  from: 'when a job began',
  to: 'when a job ended',
  as: 'what your job was',
  semesterHours: 'how many semester hours a course was',
  includes: 'which courses your hours include',
  expires: 'when a certification or license expires',
  issued: 'when a certification or license was issued',
  weeks: 'how many weeks a course lasted',
};

/** `education[0].accreditor`, `coursework.chemistry`, `ask:…`, `rule:…`; `body` owns the rule in question. */
export function askOf(ask: string, body: string, has: (question: string) => boolean): Ask {
  const [, list = ask, attribute] = /^([a-zA-Z]+)(?:\[\d+\])?(?:\.(.+))?$/.exec(ask) ?? [];
  if (ask.startsWith('ask:')) {
    const whom = ask.slice(4);
    if (whom === 'birthday') return { text: 'whether your birthday has come this year', href: null };
    const named = /the body|\[\d+\]/.test(whom) || PLACES[whom] ? body : whom;
    return { text: `something only ${named} can tell`, href: null };
  }
  if (ask.startsWith('rule:')) return { text: 'another rule, which comes first', href: null };
  const place = PLACES[list];
  if (!place) return { text: ask, href: null };
  // Programs are asked after on a page of their own.
  const page =
    list === 'education' && /^(accreditor|rotations|clockHours)/.test(attribute ?? '') ? 'program' : place[1];
  const href = has(page) ? `/start?q=${page}` : null;
  if (list === 'coursework' && attribute && !ATTRIBUTES[attribute])
    return { text: `your hours of ${attribute.replaceAll('+', ' and ').replaceAll('-', ' ')}`, href };
  return { text: (attribute && ATTRIBUTES[attribute]) ?? place[0], href };
}
