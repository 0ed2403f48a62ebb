import { addressOf } from './address.ts';

type Place = { host: string; port: number };

/** One sentence for a port that cannot be taken. An error of another kind is a bug and is thrown on. */
export function explainListening(error: unknown, { host, port }: Place): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use, so Benchpath cannot start there. Look at ${addressOf(host, port)}, where it may be running already, or choose another port: npm start -- --port ${port === 65_535 ? port - 1 : port + 1}`;
    case 'EACCES':
      return `Port ${port} is kept for the system, so Benchpath may not use it. Choose a port above 1023: npm start -- --port 4173`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no network address "${host}", so Benchpath cannot listen there. Use --host localhost for this machine only, or --host 0.0.0.0 for the whole network.`;
    default:
      throw error;
  }
}

/** One sentence for a data folder that cannot be used. */
export function explainDataFolder(error: unknown, folder: string): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full, so the data folder ${folder} cannot be made. Free some space, or choose a folder on another disk with --data.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The data folder ${folder} may not be written to, so nothing could be saved. Choose another folder with --data.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${folder} is a file, or lies under one, so nothing could be saved there. Choose a folder with --data.`;
    case 'ENOENT':
    case 'EINVAL':
      return `The data folder ${folder} cannot be made in that place, so nothing could be saved. Choose another folder with --data.`;
    default:
      throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
