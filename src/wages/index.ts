export type { TableId, WageTables, Standing } from './tables.ts';
export { cautionsOf, figure } from './tables.ts';
export { SOC, industryWages, nationalWages, projection, sectorWages, stateWage } from './look-up.ts';
export { adjusted, metroPrices, statePrices, type Parity } from './parity.ts';
export { rolePay, type PaidRole } from './role-pay.ts';
export { dollars, monthName, type Pay } from './pay.ts';
export { statePay, type StatePay } from './states.ts';
export { standing } from './tables.ts';
