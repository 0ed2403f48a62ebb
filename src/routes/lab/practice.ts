/** What one does in a department, for somebody who chooses a scenario. It never says what goes wrong there. */
export const DEPARTMENTS: readonly { id: string; name: string; practice: string }[] = [
  { id: 'reception', name: 'Reception', practice: 'Look at tubes, compare labels with orders, take in, turn away, have drawn again.' },
  { id: 'chemistry', name: 'Chemistry', practice: 'Spin, load, read results with their history and indices, decide what leaves.' },
  { id: 'hematology', name: 'Hematology', practice: 'Blood counts, flags, the smear under oil, the differential.' },
  { id: 'coagulation', name: 'Coagulation', practice: 'Clotting times, fill and hematocrit, heparin and what it does.' },
  { id: 'urinalysis', name: 'Urinalysis', practice: 'Strips, sediment, and whether the two agree.' },
  { id: 'lis', name: 'The information system', practice: 'Messages, downtime, typed results, reports that have to be corrected.' },
]; // prettier-ignore

export const departmentName = (id: string): string => DEPARTMENTS.find((d) => d.id === id)?.name ?? id;
