export { next } from './next.ts';
export type { Finding } from './finding.ts';
