import { loadLibrary } from '#content/library.server.ts';
import { loadWages } from '../load.server.ts';

const { library } = loadLibrary('content', /^sources\//);

/** The tables as they stand in content/wages, and what is wrong with them. */
export const loaded = loadWages('content/wages', new Set(library.sources.keys()));
export const { tables } = loaded;
export const sources: ReadonlySet<string> = new Set(library.sources.keys());
