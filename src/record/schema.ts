/** The record file's format. It stands in content, because what a move adds to a record is written in its words. */
export * from '#content/record.ts';
