import type { Person } from '#kernel/person.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who is signed in in this browser; null = nobody. Set for every request by the hook, before any page. */
      person: Person | null;
    }
  }
}
