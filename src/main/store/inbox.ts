import { applyToInbox } from '../../shared/apply-to-inbox';
import type { Change } from '../../shared/changes';
import type {
  AddressEntry,
  Channel,
  Contact,
  CannedReply,
  KnowledgeEntry,
  SettingEntry,
  TableName,
  Tables,
  Thread,
} from '../../shared/domain';
import { type InboxTable, inboxTables, put, type Reading, type Write } from '../../shared/tables';
import { DESK, DirtySince, shardOf, SHARDS } from './shards';
import type { Now } from './store';
import type { Undo } from './undo';

type InboxMaps = { [T in InboxTable]: Map<string, Tables[T]> };
type InboxWrite = Write & { readonly table: InboxTable };

/** What stands in one shard. */
export interface ShardContent {
  readonly contacts: readonly Contact[];
  readonly threads: readonly Thread[];
  readonly addresses: readonly AddressEntry[];
}

/** What stands in desk.json. */
export interface DeskContent {
  readonly channels: readonly Channel[];
  readonly knowledge: readonly KnowledgeEntry[];
  readonly canned?: readonly CannedReply[];
  readonly settings: readonly SettingEntry[];
}

/**
 * What is always in memory, with what each of its documents lacks. Maps throughout, because ids come from
 * outside and `__proto__` is an id like any other.
 *
 * Each document of the inbox depends on its own former state and the change alone, never on another document.
 * That is why shards that are true up to different changes can be brought up to date each by itself.
 */
export class Inbox implements Now {
  readonly dirty = new DirtySince<number>();
  private readonly maps: InboxMaps = {
    channels: new Map(),
    contacts: new Map(),
    addresses: new Map(),
    threads: new Map(),
    knowledge: new Map(),
    canned: new Map(),
    settings: new Map(),
  };
  private readonly contactIds = Array.from({ length: SHARDS }, () => new Set<string>());
  private readonly addressIds = Array.from({ length: SHARDS }, () => new Set<string>());
  private readonly reading: Reading = {
    get: (table, id) => (isInboxTable(table) ? this.get(table, id) : undefined),
  };

  get<T extends InboxTable>(table: T, id: string): Tables[T] | undefined {
    return this.map(table).get(id);
  }

  values<T extends InboxTable>(table: T): Iterable<Tables[T]> {
    return this.map(table).values();
  }

  size(table: InboxTable): number {
    return this.maps[table].size;
  }

  /**
   * Applies one change.
   *
   * @param upTo for each shard (and DESK) the change that its document is true up to; later ones only are applied
   * @param undo takes what brings back the state as it was, to be called in reverse order
   * @returns what the change leaves behind, carried out or not
   */
  apply(change: Change, seq: number, undo?: Undo, upTo?: readonly number[]): readonly Write[] {
    const writes = applyToInbox(this.reading, change);
    for (const write of writes) {
      if (!isInboxWrite(write)) continue;
      if (upTo && seq <= (upTo[this.partOf(write)] ?? 0)) continue;
      if (undo) {
        const before = put(write.table, write.id, this.get(write.table, write.id) ?? null);
        undo.push(() => this.write(before, seq));
      }
      this.write(write, seq);
    }
    return writes;
  }

  /** Carries out one write, which is part of change `seq`. */
  write(write: Write, seq: number): void {
    if (!isInboxWrite(write)) return;
    this.dirty.mark(this.partOf(write), seq);
    if (write.table === 'addresses') this.moveAddress(write.id, write.doc, seq);
    else if (write.table === 'contacts' || write.table === 'threads') {
      this.contactIds[shardOf(write.id)]?.add(write.id);
    }
    if (write.doc === null) this.maps[write.table].delete(write.id);
    else this.map(write.table).set(write.id, write.doc);
  }

  /** What stands in a shard now. Documents are never changed, only replaced, so this stays as it is. */
  shard(shard: number): ShardContent {
    const ids = [...(this.contactIds[shard] ?? [])];
    const addressIds = [...(this.addressIds[shard] ?? [])];
    return {
      contacts: ids.flatMap((id) => this.maps.contacts.get(id) ?? []),
      threads: ids.flatMap((id) => this.maps.threads.get(id) ?? []),
      addresses: addressIds.flatMap((id) => this.maps.addresses.get(id) ?? []),
    };
  }

  desk(): DeskContent {
    return {
      channels: [...this.maps.channels.values()],
      knowledge: [...this.maps.knowledge.values()],
      canned: [...this.maps.canned.values()],
      settings: [...this.maps.settings.values()],
    };
  }

  /**
   * Takes in a shard as it was read from disk, true up to `seq`. The newest come last: an address that moved to
   * another contact may still stand in the shard that it left.
   */
  fillShard(shard: number, content: ShardContent, seq: number): void {
    const contactIds = this.contactIds[shard];
    for (const contact of content.contacts) {
      contactIds?.add(contact._id);
      this.maps.contacts.set(contact._id, contact);
    }
    for (const thread of content.threads) {
      contactIds?.add(thread._id);
      this.maps.threads.set(thread._id, thread);
    }
    for (const address of content.addresses) {
      if (this.maps.addresses.has(address._id)) this.moveAddress(address._id, address, seq);
      else this.addressIds[shard]?.add(address._id);
      this.maps.addresses.set(address._id, address);
    }
  }

  /** Takes in desk.json as it was read from disk. */
  fillDesk(content: DeskContent): void {
    for (const channel of content.channels) this.maps.channels.set(channel._id, channel);
    for (const entry of content.knowledge) this.maps.knowledge.set(entry._id, entry);
    // A document that was written before there were any has no list of them.
    for (const reply of content.canned ?? []) this.maps.canned.set(reply._id, reply);
    for (const setting of content.settings) this.maps.settings.set(setting._id, setting);
  }

  private partOf(write: InboxWrite): number {
    switch (write.table) {
      case 'contacts':
      case 'threads':
        return shardOf(write.id);
      case 'addresses':
        return shardOf((write.doc ?? this.maps.addresses.get(write.id))?.contact_id ?? write.id);
      default:
        return DESK;
    }
  }

  private moveAddress(id: string, doc: AddressEntry | null, seq: number): void {
    const before = this.maps.addresses.get(id);
    const from = before && shardOf(before.contact_id);
    const to = doc ? shardOf(doc.contact_id) : undefined;
    if (from !== undefined && from !== to) {
      this.addressIds[from]?.delete(id);
      this.dirty.mark(from, seq);
    }
    if (to !== undefined) this.addressIds[to]?.add(id);
  }

  private map<T extends InboxTable>(table: T): Map<string, Tables[T]> {
    return this.maps[table];
  }
}

const inboxNames: ReadonlySet<TableName> = new Set(inboxTables);

function isInboxTable(table: TableName): table is InboxTable {
  return inboxNames.has(table);
}

function isInboxWrite(write: Write): write is InboxWrite {
  return isInboxTable(write.table);
}
