import type { Citation, Confidence } from '#content/index.ts';
import { isoOf, mustDay, type Day } from '#kernel/dates.ts';
import { deciding, type PathwayVerdict, type Step } from '#pathways/index.ts';
import { longDate } from '#ui/when.ts';
import { app } from '../../app.server.ts';
import { whoConfirms } from './rules.server.ts';
import { dollars } from './words.ts';

/** One thing to do now: a sentence, perhaps a link, questions to put, and a fact to hold the answers against. */
export type Action = {
  text: string;
  link?: { label: string; href: string };
  ask?: string[];
  facts?: { value: string | null; cite: Citation[]; confidence: Confidence; as_of: string | null }[];
};

/** What a plan's first step asks for this week. */
export function thisWeek(step: Step, proof: PathwayVerdict | null, on: Day): Action[] {
  if (step.service) return enlisting(step, step.service);
  switch (step.kind) {
    case 'program':
    case 'training':
      return school(step, on);
    case 'courses':
      return courses(step);
    case 'exam':
    case 'application':
      return application(step, proof);
    case 'job':
    case 'experience':
      return job(step);
    case 'renewal':
      return [
        { text: `${step.name} before ${longDate(step.to)}. Ask what it takes: points, a fee, a form.` },
      ];
    case 'stay':
      return [{ text: 'Go on as you are, and keep proof of it: pay stubs, dates, departments.' }];
  }
}

function school(step: Step, on: Day): Action[] {
  const { library } = app();
  const move = library.moves.get(step.source);
  const programs = (move?.adds.education ?? libraryAfter(step.source)).flatMap((e) =>
    'program' in e ? [e] : [],
  );
  if (move?.adds.education?.some((e) => 'degree' in e && e.degree === 'high-school')) return equivalency();
  const body = library.bodies.get(programs[0]?.accreditor ?? '');
  const trains = programs.length > 0 || step.kind === 'training';
  const lead = step.figures.find((f) => f.key.endsWith('.leadWeeks'));
  const apply = lead ? isoOf(Math.max(on, mustDay(step.from) - Math.round(lead.amount * 7))) : null;
  const outcomes = move?.facts.filter((f) => /three-year averages/.test(String(f.value))) ?? [];
  return [
    {
      text: body
        ? `Find two or three programs near you that ${body.short} accredits. Only a program on its list leads on in this plan.`
        : 'Find two or three schools near you that offer it.',
      ...(body?.url ? { link: { label: `${body.name}: find a program`, href: body.url } } : {}),
    },
    {
      text: 'Call each school. Ask, and write the answers down:',
      ask: [
        body
          ? `Are you accredited by ${body.short} today, and until when?`
          : 'Is the school regionally accredited today?',
        trains
          ? 'Of your last three classes: how many graduated, how many passed the exam the first time, how many found work?'
          : 'How many of my credits will you take, and how many are then left?',
        `What does all of it cost me: tuition, fees, books${trains ? ', uniforms, background check' : ''}? Which aid can I get?`,
        `When is the next start, and the last day to apply? This plan begins on ${longDate(step.from)}.`,
        trains
          ? 'Is there a seat for the rotations, or a wait? How many hours a week, and at what times?'
          : 'Can I study in the evening or online, beside a job? How many hours a week?',
        'Which courses must I have before I begin? Do mine count?',
      ],
      ...(outcomes.length > 0 ? { facts: outcomes } : {}),
    },
    { text: 'Order transcripts from your high school and every college you went to.' },
    ...(apply && mustDay(apply) > on
      ? [{ text: `Apply by ${longDate(apply)} at the latest, as we assume; the school’s own date counts.` }]
      : [{ text: 'Apply now: by our assumption the time to apply for this start has begun.' }]),
    { text: 'Type what the school told you under “Figures used”. The plans are made again with it.' },
  ];
}

/** Questions only: what the armed forces ask and promise is not on file. */
const enlisting = (step: Step, { confirm, ask }: NonNullable<Step['service']>): Action[] => [
  { text: confirm },
  {
    text: `Talk to ${ask}, and write the answers down before you sign anything:`,
    ask: [
      'What do you ask of me: age, health, schooling, tests?',
      'Do you guarantee me this specialty in writing? What happens if I do not finish the course?',
      'For how long do I serve in all, and how much of it on active duty?',
      `When does basic training begin, and when the course? This plan has the course begin on ${longDate(step.from)}.`,
      'What am I paid in training and afterwards? What is paid of college courses and exams?',
      'Is the course accredited by NAACLS today? How many college credits come with it, and from which school?',
      'When may I sit for a technician exam?',
    ],
  },
  { text: 'Talk it over with somebody who has served in this specialty, and with those who depend on you.' },
  { text: 'Type what you were told under “Figures used”. The plans are made again with it.' },
];

const equivalency = (): Action[] => [
  {
    text: 'If you have a high school diploma, tell it under “Tell more about yourself”: this step then falls away.',
  },
  {
    text: 'If not, call an adult education center near you. Ask:',
    ask: [
      'Which test does my state take, and where can I sit it?',
      'Are your classes free? In the evening or online?',
      'What does the test cost, and when is the next one?',
    ],
  },
];

/** What the later part of a program adds: its first part stands in for the whole. */
function libraryAfter(id: string) {
  const next = [...app().library.moves.values()].find((m) => m.after === id);
  return next?.adds.education ?? [];
}

const courses = (step: Step): Action[] => [
  {
    text: `Ask a college near you, or your own, for this: ${lower(step.name)}. Ask:`,
    ask: [
      'Are you regionally accredited? Will these credits stand on a transcript with a grade?',
      'What does one semester hour cost me, with fees?',
      `Can I begin by ${longDate(step.from)}? In the evening or online, beside a job?`,
      'Is a laboratory part of the course?',
    ],
  },
  {
    text: 'Have the college say in writing which requirement the course is meant for; boards look at the title and the hours.',
  },
];

function application(step: Step, proof: PathwayVerdict | null): Action[] {
  const { book, library } = app();
  const goal = book.goals.get(step.source)!;
  const body = whoConfirms(goal);
  const fee = step.figures.find((f) => f.key.endsWith('.feeUsd'));
  const license = library.licenses.get(step.source);
  const kinds = new Set(proof ? deciding(proof.proof).map((p) => p.kind) : []);
  const papers = [
    kinds.has('degree') || kinds.has('credits') || kinds.has('course')
      ? 'Official transcripts, sent by the school itself'
      : '',
    kinds.has('program')
      ? 'Proof that you finished the program: the director’s confirmation or certificate'
      : '',
    kinds.has('experience')
      ? 'A letter from each laboratory: dates, hours a week, departments, signed by your supervisor'
      : '',
    kinds.has('military') ? 'Your military training record with the length of the course' : '',
    kinds.has('credential')
      ? 'Your certification number, and the body’s own verification if they ask for it'
      : '',
    kinds.has('license') || kinds.has('stateLicense')
      ? 'Your license number and a verification from the state'
      : '',
    kinds.has('procedures') ? 'Your log of documented procedures, signed' : '',
  ].filter(Boolean);
  return [
    {
      text: `Open the application with ${body.name}${proof ? ` and choose this way: ${proof.name}` : ''}.`,
      ...(body.url ? { link: { label: `${body.name}: its own page`, href: body.url } } : {}),
    },
    ...(license && license.steps.length > 0
      ? [{ text: 'The steps of the application, as far as they are on file:', facts: license.steps }]
      : []),
    ...(papers.length > 0 ? [{ text: 'Order these papers today; they take longest:', ask: papers }] : []),
    {
      text:
        fee && fee.from !== 'assumed'
          ? `Have ${dollars(fee.amount)} ready for the fee.`
          : `Ask ${body.name} for the fee; it is not on file.`,
    },
  ];
}

function job(step: Step): Action[] {
  const move = app().library.moves.get(step.source);
  const disciplines = (move?.adds.experience ?? []).flatMap((j) => j.disciplines ?? []);
  return [
    {
      text: 'Look at the openings of three hospitals or laboratories near you, and write to their laboratory managers.',
    },
    {
      text: 'Before you say yes, ask:',
      ask: [
        ...(disciplines.length > 1
          ? [
              `Will I work in all of these: ${[...new Set(disciplines)].map((d) => d.replaceAll('-', ' ')).join(', ')}? In writing?`,
            ]
          : []),
        'Do you take me with what I have today, or do you ask for a certification first?',
        'What is the pay an hour, and the difference for evenings and nights?',
        'Do you help with tuition, and leave room for classes and rotations?',
        'Will you sign for my months and departments when I apply for an exam?',
      ],
    },
  ];
}

const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1);
