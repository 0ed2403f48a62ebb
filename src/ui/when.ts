export { longDate } from '#kernel/when.ts';
