import { coursework } from './coursework.ts';
import { enlist } from './enlist.ts';
import { experience } from './experience.ts';
import { goal } from './goal.ts';
import { credentials, licenses } from './holdings.ts';
import { money, time } from './limits.ts';
import { military } from './military.ts';
import { born, state } from './person.ts';
import { procedures } from './procedures.ts';
import { program } from './program.ts';
import type { Question } from './question.ts';
import { degree, school } from './school.ts';

/** Every question, in the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  goal,
  state,
  born,
  school,
  degree,
  program,
  coursework,
  experience,
  procedures,
  military,
  credentials,
  licenses,
  time,
  money,
  enlist,
];
