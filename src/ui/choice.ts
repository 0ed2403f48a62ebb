/** One answer to choose: what is sent, what is read, and a line of help. */
export type Choice = { value: string; label: string; hint?: string | undefined; group?: string | undefined };
