import type { FoundPerson, MessageRef } from '../../../shared/contract/search-contract';

/** One row of what was found. */
export type SearchItem =
  | { readonly kind: 'head'; readonly key: string; readonly title: string; readonly count: number }
  | { readonly kind: 'person'; readonly key: string; readonly person: FoundPerson }
  | { readonly kind: 'more'; readonly key: string; readonly count: number }
  | { readonly kind: 'message'; readonly key: string; readonly ref: MessageRef };

/** People who are shown before somebody asks for all of them, so that the messages are in sight. */
const FIRST_PEOPLE = 4;

/** What was found, as far as it is known. */
export interface Found {
  readonly people: readonly FoundPerson[];
  readonly peopleTotal: number;
  readonly refs: readonly MessageRef[];
  readonly messagesTotal: number;
}

/** Lays out what was found: people, then messages, each under a heading. */
export function layOutFound({ people, peopleTotal, refs, messagesTotal }: Found, allPeople: boolean): SearchItem[] {
  const items: SearchItem[] = [];
  const isCut = !allPeople && people.length > FIRST_PEOPLE + 1;
  if (people.length > 0) {
    items.push({ kind: 'head', key: 'people', title: 'People', count: peopleTotal });
    for (const person of isCut ? people.slice(0, FIRST_PEOPLE) : people) {
      items.push({ kind: 'person', key: person.contact._id, person });
    }
    if (isCut) items.push({ kind: 'more', key: 'more-people', count: people.length });
  }
  if (refs.length > 0) {
    items.push({ kind: 'head', key: 'messages', title: 'Messages', count: messagesTotal });
    for (const ref of refs) items.push({ kind: 'message', key: ref.message_id, ref });
  }
  return items;
}

/** Gives the row that so many steps of the keyboard lead to; headings are passed over. */
export function stepFrom(items: readonly SearchItem[], at: number, step: number): number {
  const stops = items.flatMap(({ kind }, n) => (kind === 'head' ? [] : [n]));
  const before = stops.filter((n) => n < at).length;
  const isAt = stops[before] === at;
  const to = at < 0 ? 0 : before + step - (isAt || step < 0 ? 0 : 1);
  return stops[Math.max(0, Math.min(stops.length - 1, to))] ?? -1;
}
