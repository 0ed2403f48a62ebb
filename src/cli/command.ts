import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { isoOf, readDate, type Day } from '#kernel/dates.ts';
import { nearest } from '#kernel/nearest.ts';
import { BadInput } from './refusal.ts';

/** What a command may look at besides its words. */
export type Surroundings = { color: boolean; columns: number; stdin: () => Promise<Uint8Array> };

/** Text for standard output with the exit status 3: it was done, and found something that needs doing. */
export type Found = { out: string; code: 3 };

/** A command turns its words into the text for standard output; what cannot be used it throws as BadInput. */
export type Command = (words: string[], around: Surroundings) => Promise<string | Found>;

type Parsed = {
  values: { [name: string]: string | boolean | (string | boolean)[] | undefined };
  positionals: string[];
};

/** Options and positionals; an option nobody knows is refused with the nearest one, and so is a missing or extra word. */
export function readWords(
  words: string[],
  options: ParseArgsOptionsConfig,
  names: readonly string[],
  command: string,
): Parsed {
  let parsed: Parsed;
  try {
    parsed = parseArgs({ args: words, options, allowPositionals: true, strict: true }) as Parsed;
  } catch (error) {
    throw new BadInput(`${optionFault(error as Error, options)}; see benchpath ${command} --help`);
  }
  const { positionals } = parsed;
  if (positionals.length < names.length)
    throw new BadInput(
      `benchpath ${command} needs ${names[positionals.length]}; see benchpath ${command} --help`,
    );
  if (positionals.length > names.length)
    throw new BadInput(
      `${JSON.stringify(positionals[names.length])} is one word too many; see benchpath ${command} --help`,
    );
  return parsed;
}

function optionFault(error: Error, options: ParseArgsOptionsConfig): string {
  const unknown = /Unknown option '(-+)([^' ]+)'/.exec(error.message);
  if (!unknown) return error.message.split('\n')[0]!.replace(/\.$/, '');
  const [near] = nearest(unknown[2]!, Object.keys(options), 1);
  return `there is no option ${unknown[1]}${unknown[2]}${near ? `; did you mean --${near}?` : ''}`;
}

/** The day of `--on`, or today. */
export function dayFrom(text: unknown, today: () => Day): Day {
  if (text === undefined) return today();
  const span = readDate(String(text));
  if (span && span.earliest === span.latest) return span.earliest;
  const example = isoOf(span?.earliest ?? today());
  throw new BadInput(
    `--on ${JSON.stringify(String(text))} is no day of the calendar; write a day like ${example}`,
  );
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
