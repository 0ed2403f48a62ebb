import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep, win32 } from 'node:path';

/**
 * Where Benchpath keeps a person's data: BENCHPATH_DATA when given, otherwise the folder that the operating
 * system has for program data. Linux follows the XDG Base Directory Specification 0.8, which says that a
 * relative XDG_DATA_HOME is to be ignored.
 */
export function dataFolder(env: Record<string, string | undefined>, platform: string, home: string): string {
  const given = env['BENCHPATH_DATA'];
  if (given) return given;
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Benchpath');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Benchpath');
  const xdg = env['XDG_DATA_HOME'];
  return posix.join(xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share'), 'benchpath');
}

/**
 * Data inside the repository would be lost with the next clone or published with the next commit.
 * Returns the sentence that refuses such a folder, or null when the folder will do.
 */
export function refuseInside(folder: string, repository: string): string | null {
  const way = relative(real(repository), real(folder));
  const inside = way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way);
  if (!inside) return null;
  return `The data folder ${folder} lies inside the Benchpath folder, where it could be deleted or published with the code. Choose a folder outside it with --data.`;
}

/** The folder with links followed; for a folder that does not exist yet, as far as it exists. */
function real(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  return dirname(full) === full ? full : join(real(dirname(full)), basename(full));
}
