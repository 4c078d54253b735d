import { isDeepStrictEqual } from 'node:util';
import type { Contact, JoinedContact, Thread } from '../../shared/domain';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Conversation, Decision, Now, Store } from '../store/store';
import { commitToAll } from './commit-to-all';
import { chosenIn, mergeContacts, mergeHeads, withoutNotes } from './merge-heads';
import { splitHeads } from './split-heads';

interface Person {
  readonly contact: Contact;
  readonly thread: Thread;
}

/** What was done, with everybody concerned as they were before and after. */
type Undo =
  | { readonly kind: 'merge'; readonly into: Person; readonly from: Person; readonly after: Person }
  | { readonly kind: 'taking-out'; readonly before: Person; readonly rest: Person; readonly part: Person };

/** Who is who. Each throws Problem when a contact is gone. */
export interface ManageContacts {
  /** Makes one contact of two; gives the id to undo it with. */
  merge(into: string, from: string): Promise<string>;
  /** Takes an address out of a contact into one of its own; gives that one's id and the id to undo it with. */
  takeOut(contactId: string, address: string): Promise<{ readonly undo_id: string; readonly contact_id: string }>;
  /** Undoes either, without taking back what happened since. @throws Problem when that is not possible any more */
  undo(undoId: string): Promise<void>;
}

/** Makes the part that merges contacts and takes them apart. What it can undo, it keeps until the desk ends. */
export function createManageContacts(store: Store, clock: Clock, newId: NewId): ManageContacts {
  const undos = new Map<string, Undo>();

  return {
    async merge(intoId, fromId) {
      const undo = await store.commit((now) => {
        if (intoId === fromId) throw new Problem('refused', 'These are the same person already.');
        const [into, from] = [personOf(now, intoId), personOf(now, fromId)];
        const after = joined(into, from, isoNow(clock));
        const result: Undo = { kind: 'merge', into, from, after };
        return rearranged([after], [fromId], result);
      });
      return keep(undo);
    },
    async takeOut(contactId, address) {
      const undo = await commitToAll(
        store,
        (now) => personOf(now, contactId).contact.addresses,
        (now, conversations) => {
          const before = personOf(now, contactId);
          const { part, rest } = takenOut(now, before, [address], conversations, null);
          const result: Undo & { kind: 'taking-out' } = { kind: 'taking-out', before, rest, part };
          return rearranged([rest, part], [], result);
        },
      );
      return { undo_id: keep(undo), contact_id: undo.part.contact._id };
    },
    async undo(undoId) {
      const undo = undos.get(undoId);
      if (!undo) throw noLonger();
      await (undo.kind === 'merge' ? undoMerge(undo) : undoTakingOut(undo));
      undos.delete(undoId);
    },
  };

  function keep(undo: Undo): string {
    const id = newId();
    undos.set(id, undo);
    return id;
  }

  async function undoMerge(undo: Undo & { kind: 'merge' }): Promise<void> {
    const { into, from, after } = undo;
    await commitToAll(
      store,
      (now) => personOf(now, into.contact._id).contact.addresses,
      (now, conversations) => {
        const current = personOf(now, into.contact._id);
        if (now.get('contacts', from.contact._id)) throw noLonger();
        if (isDeepStrictEqual(current, after)) return rearranged([into, from], [], null);
        const { part, rest } = takenOut(now, current, from.contact.addresses, conversations, {
          ...from.contact,
          chosen: chosenIn(from.thread),
        });
        // What nobody has changed since is as it was before.
        const name = rest.contact.name === after.contact.name ? into.contact.name : rest.contact.name;
        const blocked = rest.contact.blocked === after.contact.blocked ? into.contact.blocked : rest.contact.blocked;
        const profileName =
          rest.contact.profileName === after.contact.profileName ? into.contact.profileName : rest.contact.profileName;
        const thread = { ...rest.thread, ...asChosenBefore(rest.thread, after.thread, into.thread) };
        const as = { contact: { ...rest.contact, name, blocked, profileName }, thread };
        return rearranged([as, part], [], null);
      },
    );
  }

  async function undoTakingOut({ before, rest, part }: Undo & { kind: 'taking-out' }): Promise<void> {
    await store.commit((now) => {
      const current = { rest: personOf(now, rest.contact._id), part: personOf(now, part.contact._id) };
      if (isDeepStrictEqual(current, { rest, part })) return rearranged([before], [part.contact._id], null);
      const again = joined(current.rest, current.part, isoNow(clock));
      return rearranged([again], [part.contact._id], null);
    });
  }

  /**
   * Takes addresses out of a contact. Who was merged in with one of them is again who they were.
   *
   * @param as who they become; null: who they were, or somebody new
   */
  function takenOut(
    now: Now,
    { contact, thread }: Person,
    addresses: readonly string[],
    conversations: readonly Conversation[],
    as: JoinedContact | null,
  ): { readonly part: Person; readonly rest: Person } {
    const out = contact.addresses.filter((address) => addresses.includes(address));
    if (out.length === 0) throw new Problem('not-found', 'This number does not belong to this person any more.');
    if (out.length === contact.addresses.length) {
      throw new Problem('refused', 'This is the only number of this person.');
    }
    const at = isoNow(clock);
    const known = as ?? contact.joined?.find((one) => one.addresses.some((address) => out.includes(address))) ?? null;
    const before = known && !now.get('contacts', known._id) ? known : null;
    const { chosen, ...own }: Omit<JoinedContact, 'addresses' | 'updatedAt'> = before ?? {
      ...{ _id: newId(), name: null, profileName: null, notes: '', blocked: contact.blocked, createdAt: at },
    };
    const { joined: joinedBefore = [], ...others } = contact;
    const ofPart = new Set(as?.joined?.map(({ _id }) => _id));
    const stillJoined = joinedBefore.filter((one) => one._id !== before?._id && !ofPart.has(one._id));
    const rest: Contact = {
      ...others,
      notes: before ? withoutNotes(contact.notes, before.notes) : contact.notes,
      addresses: contact.addresses.filter((address) => !out.includes(address)),
      ...(stillJoined.length > 0 ? { joined: stillJoined } : {}),
      updatedAt: at,
    };
    const heads = splitHeads(
      thread,
      own._id,
      conversations.filter((one) => out.includes(one.address)),
      conversations.filter((one) => !out.includes(one.address)),
      chosen ?? null,
    );
    return {
      part: { contact: { ...own, addresses: out, updatedAt: at }, thread: heads.part },
      rest: { contact: rest, thread: heads.rest },
    };
  }
}

/** What a merge had put on a thread is as it was before, where nobody has changed it since. */
function asChosenBefore(now: Thread, after: Thread, before: Thread): Pick<Thread, 'mode' | 'owner' | 'tags'> {
  return {
    mode: isDeepStrictEqual(now.mode, after.mode) ? before.mode : now.mode,
    owner: now.owner === after.owner ? before.owner : now.owner,
    tags: isDeepStrictEqual(now.tags, after.tags) ? before.tags : now.tags,
  };
}

function joined(into: Person, from: Person, at: string): Person {
  return {
    contact: mergeContacts(into.contact, from.contact, chosenIn(from.thread), at),
    thread: mergeHeads(into.thread, from.thread),
  };
}

function rearranged<R>(put: readonly Person[], removed: readonly string[], result: R): Decision<R> {
  return { changes: [{ type: 'contacts.rearranged', put, removed }], result };
}

function personOf(now: Now, contactId: string): Person {
  const contact = now.get('contacts', contactId);
  const thread = now.get('threads', contactId);
  if (!contact || !thread) throw new Problem('not-found', 'This person is not there any more.');
  return { contact, thread };
}

function noLonger(): Problem {
  return new Problem('refused', 'This cannot be undone any more.', 'Merge them, or take the number out, by hand.');
}
