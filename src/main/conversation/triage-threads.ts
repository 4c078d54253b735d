import type { Change } from '../../shared/changes';
import type { Contact, Thread } from '../../shared/domain';
import { MAX_TAGS } from '../../shared/contract/contacts-contract';
import { isoNow, type Clock } from '../app/clock';
import { OPERATOR } from '../app/operator';
import { Problem } from '../ipc/problem';
import type { Now, Store } from '../store/store';

export interface TriageParts {
  readonly store: Pick<Store, 'now' | 'commit'>;
  readonly clock: Clock;
}

/**
 * Adds tags to a thread and removes others. Two that differ only in case are the same; the one that is there stays.
 *
 * @throws Problem when there is no such thread, or it would have too many
 */
export function tagThread(
  { store }: TriageParts,
  contactId: string,
  wanted: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<null> {
  return changeThread(store, contactId, (thread, now) => {
    const gone = new Set(wanted.remove.map(fold));
    const tags = thread.tags.filter((tag) => !gone.has(fold(tag)));
    const have = new Set(tags.map(fold));
    const inUse = new Map([...countTags(now)].map(([tag]) => [fold(tag), tag]));
    for (const tag of wanted.add) {
      if (have.has(fold(tag))) continue;
      have.add(fold(tag));
      tags.push(inUse.get(fold(tag)) ?? tag);
    }
    if (tags.length > MAX_TAGS) {
      throw new Problem('refused', `A conversation has at most ${MAX_TAGS} tags.`, 'Remove one of the others first.');
    }
    const isSame = tags.length === thread.tags.length && tags.every((tag, at) => tag === thread.tags[at]);
    return isSame ? [] : [{ type: 'thread.tagged', contact_id: contactId, tags }];
  });
}

/** Gives every tag in use, the most used first. */
export function listTags(now: Now): readonly string[] {
  return [...countTags(now)].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([tag]) => tag);
}

/** Marks a thread as not looked at. */
export function markUnread({ store }: TriageParts, contactId: string): Promise<null> {
  return changeThread(store, contactId, ({ unread }) =>
    unread > 0 ? [] : [{ type: 'thread.unread', contact_id: contactId }],
  );
}

/** The operator takes a thread, or lets it go. Who answers in it stays as it is. */
export function ownThread({ store }: TriageParts, contactId: string, owned: boolean): Promise<null> {
  const owner = owned ? OPERATOR : null;
  return changeThread(store, contactId, (thread) =>
    thread.owner === owner ? [] : [{ type: 'thread.owned', contact_id: contactId, owner }],
  );
}

/**
 * Changes what operators say of a person; what is given as it is already changes nothing. Who is blocked needs nobody any
 * more.
 *
 * @throws Problem when there is no such person
 */
export async function editContact(
  { store, clock }: TriageParts,
  contactId: string,
  patch: { name?: string | null | undefined; notes?: string | undefined; blocked?: boolean | undefined },
): Promise<null> {
  return store.commit((now) => {
    const contact = now.get('contacts', contactId);
    if (!contact) throw gone();
    const changed = Object.entries(patch).filter(
      ([key, value]) => value !== undefined && contact[key as keyof Contact] !== value,
    );
    const changes: Change[] = [
      { type: 'contact.edited', contact_id: contactId, patch: Object.fromEntries(changed), at: isoNow(clock) },
      ...(patch.blocked && now.get('threads', contactId)?.needsHuman
        ? [{ type: 'thread.flagged' as const, contact_id: contactId, needsHuman: null }]
        : []),
    ];
    return { changes: changed.length > 0 ? changes : [], result: null };
  });
}

function changeThread(
  store: TriageParts['store'],
  contactId: string,
  decide: (thread: Thread, now: Now) => readonly Change[],
): Promise<null> {
  return store.commit((now) => {
    const thread = now.get('threads', contactId);
    if (!thread) throw gone();
    return { changes: decide(thread, now), result: null };
  });
}

function countTags(now: Now): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tags } of now.values('threads')) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}

function fold(tag: string): string {
  return tag.toLocaleLowerCase();
}

function gone(): Problem {
  return new Problem('not-found', 'This conversation is not there any more.');
}
