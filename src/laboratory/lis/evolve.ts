import type { Event, EventType } from './event.ts';
import { evolveMessage } from './evolve-messages.ts';
import { evolvePeople } from './evolve-people.ts';
import { evolveQuality } from './evolve-quality.ts';
import { evolveResult } from './evolve-results.ts';
import { evolveSpecimen } from './evolve-specimens.ts';
import type { Lis } from './state.ts';

/** What one kind of line does to the state, in place. A kind without an entry is there for the reader alone. */
export type Evolution = { [T in EventType]?: (lis: Lis, event: Event<T>) => void };

const EVOLUTION: Evolution = {
  ...evolveSpecimen,
  ...evolveResult,
  ...evolveQuality,
  ...evolvePeople,
  ...evolveMessage,
};

export function evolve(lis: Lis, event: Event): void {
  (EVOLUTION[event.type] as ((lis: Lis, event: Event) => void) | undefined)?.(lis, event);
}
