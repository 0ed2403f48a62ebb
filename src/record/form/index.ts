export { PARTS, isList, kindOf, partOf, type Entry, type Kind, type ListPart, type Part } from './kinds.ts';
export type { Listed, Lists } from './lists.ts';
export { fill, type Sent } from './fill.ts';
export { viewsOf, type FieldView } from './view.ts';
export { readEntry, type Before } from './read.ts';
export type { Wrong } from './parse.ts';
export { entriesIn, toldTogether, withEntries, withTogether } from './edit.ts';
export { line, toldIn, said, type Said, type Told } from './said.ts';
export { changesIn, type Change } from './change.ts';
