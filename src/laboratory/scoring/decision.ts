/** Weight of each domain in a shift (design section 7): the share of planned decision points. */
export const DOMAINS = {
  identity: 20,
  quality: 20,
  judgement: 25,
  communication: 15,
  record: 10,
  flow: 10,
} as const;
export type Domain = keyof typeof DOMAINS;

export const DOMAIN_NAMES: { [domain in Domain]: string } = {
  identity: 'Identity and specimen',
  quality: 'Controls and instrument',
  judgement: 'Judgement of results',
  communication: 'Communication',
  record: 'Record',
  flow: 'Flow',
};

/** Gold 1 · asked somebody who need not be asked 0.85 · safe but costly 0.6 · right act, wrong reason 0.5 · missed 0 · harmful −1. */
export type Credit = 1 | 0.85 | 0.6 | 0.5 | 0 | -1;

/** One thing that had to be decided: what a good technologist did with the same view, and what you did. */
export type Decision = {
  id: string;
  domain: Domain;
  /** Accession, `analyzer/analyte`, or the id of a call or ring. */
  subject: string;
  about: string;
  gold: string;
  did: string;
  credit: Credit;
};
