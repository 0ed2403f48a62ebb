export { compare, type CompareLine, type CompareRow, type CompareSide } from './compare.ts';
