/** What was asked for cannot be done, and nothing was changed. The message is one sentence for the person. */
export class Refused extends Error {}
