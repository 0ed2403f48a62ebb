// npm run bench -- lab: how long a hidden world, a shift and its replay take.
import { run as world } from './world.ts';
import { run as shift } from './shift.ts';

world();
shift();
