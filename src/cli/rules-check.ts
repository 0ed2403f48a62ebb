import { contentRoot } from './content-folder.server.ts';
import { json, readWords, type Command } from './command.ts';
import { libraryFrom } from './library-input.server.ts';

export const checkCommand: Command = async (words) => {
  const named = words.some((w) => !w.startsWith('-'));
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    named ? ['FOLDER'] : [],
    'rules check',
  );
  const folder = positionals[0] ?? contentRoot();
  const library = libraryFrom(folder);
  const rules = [...library.credentials.values(), ...library.licenses.values(), ...library.roles.values()];
  const counts = {
    credentials: library.credentials.size,
    licenses: library.licenses.size,
    roles: library.roles.size,
    pathways: rules.reduce((sum, r) => sum + r.pathways.length, 0),
    places: library.jurisdictions.size,
    moves: library.moves.size,
    'continuing education': library.continuing.size,
    sources: library.sources.size,
  };
  if (values['json']) return json({ folder, counts, problems: [] });
  const parts = Object.entries(counts).map(([what, n]) => `${n} ${what}`);
  return `No problems in ${folder}: ${parts.join(', ')}.\n`;
};
