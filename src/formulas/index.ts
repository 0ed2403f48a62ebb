export { calculate, mistaken, type Answered, type Calculated } from './calculate.ts';
export { decimalText, unitText } from './decimals.ts';
export { formulaOf, type Formula } from './formula.ts';
export { askText, type Given, type Refusal } from './inputs.ts';
export { evaluate, type Values } from './evaluate.ts';
export { find, nameOf, type Formulas } from './names.ts';
export { parse } from './parse.ts';
export { print } from './print.ts';
export { working, type Worked } from './written.ts';
