import { SOC } from '#wages/index.ts';

/** The occupations that the page can show by state and by employer. */
export const WHO = [
  { id: 'laboratory', soc: SOC.laboratory, label: 'Technologists and technicians' },
  { id: 'phlebotomist', soc: SOC.phlebotomist, label: 'Phlebotomists' },
] as const;
export type Who = (typeof WHO)[number];
