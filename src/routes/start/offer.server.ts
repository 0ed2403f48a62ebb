import type { Offer } from '#pathways/index.ts';
import { app } from '../../app.server.ts';

let made: Offer | null = null;

/** Credentials, licenses and states to choose from, by name. */
export function offer(): Offer {
  if (made) return made;
  const { book, library } = app();
  const named = (type: 'credential' | 'license') =>
    [...book.goals.values()]
      .filter((g) => g.type === type && g.level !== 'training')
      .map((g) => ({ value: g.id, label: type === 'credential' ? `${g.short}: ${g.name}` : g.name }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  made = {
    credentials: named('credential'),
    licenses: named('license'),
    states: [...library.jurisdictions.values()]
      .map((j) => ({ value: j.id.slice(3), label: j.name }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en')),
  };
  return made;
}
