import { AIMS } from './choices.ts';
import type { Question } from './question.ts';

/** The credential that stands for a kind of work where no state is chosen. */
const CREDENTIAL_OF: { [aim: string]: string } = {
  technician: 'ascp-mlt',
  technologist: 'ascp-mls',
  phlebotomist: 'ascp-pbt',
};

/** Asked first of everybody: which questions matter depends on it. */
export const goal: Question = {
  id: 'goal',
  title: 'Where do you want to get to?',
  why: 'Everything else we ask depends on it. You can change it at any time.',
  matters: () => true,
  fields: ({ answers }, offer) => {
    const practice = /^(technician|technologist|phlebotomist)-in-(..)$/.exec(answers.goal ?? '');
    return [
      {
        kind: 'choice',
        name: 'aim',
        label: 'I want to',
        options: AIMS,
        value: practice?.[1] ?? (answers.goal ? 'credential' : undefined),
      },
      {
        kind: 'select',
        name: 'place',
        label: 'In which state',
        hint: 'Some states ask for a license of their own.',
        options: offer.states,
        value: practice?.[2],
        empty: 'Not decided yet',
      },
      {
        kind: 'select',
        name: 'credential',
        label: 'Which certification or license',
        hint: 'Only if you chose to earn one.',
        options: [...offer.credentials, ...offer.licenses],
        value: practice ? undefined : (answers.goal ?? undefined),
        empty: 'Not chosen',
      },
    ];
  },
  read: (form, record, answers) => {
    const [aim, place, credential] = [form.get('aim'), form.get('place'), form.get('credential')];
    if (aim === 'credential' && !credential)
      return {
        wrong: { credential: 'Choose a certification or a license, or one of the kinds of work above.' },
      };
    if (aim === 'credential') return { record, answers: { ...answers, goal: credential } };
    if (!CREDENTIAL_OF[aim]) return { wrong: { aim: 'Choose one of these. You can change it later.' } };
    return { record, answers: { ...answers, goal: place ? `${aim}-in-${place}` : CREDENTIAL_OF[aim]! } };
  },
};
