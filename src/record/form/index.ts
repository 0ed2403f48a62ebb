export { PARTS, isList, kindOf, partOf, type Entry, type Kind, type ListPart, type Part } from './kinds.ts';
export type { Listed, Lists } from './lists.ts';
export { fill, type Sent } from './fill.ts';
export { viewsOf, type FieldView } from './view.ts';
export { readEntry } from './read.ts';
export type { Wrong } from './parse.ts';
export { entriesIn, toldTogether, withEntries, withTogether } from './edit.ts';
export { toldIn, said, type Told } from './said.ts';
export { changesIn } from './change.ts';
