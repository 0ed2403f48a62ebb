/** Written by generate-tables.server.ts from a migrated database; never edited by hand. */
export type Tables = {
  browser_record: {
    id: string;
    record: string;
    answers: string;
    version: number;
    created_at: string;
    updated_at: string;
  };
  migration: {
    name: string;
    sha256: string;
    applied_at: string;
  };
};
