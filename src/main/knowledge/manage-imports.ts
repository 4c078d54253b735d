import path from 'node:path';
import type { ImportPreview } from '../../shared/contract/knowledge-contract';
import type { NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import { compareImport, type Compared } from './compare-import';
import type { KeepEntries } from './keep-entries';
import { readKnowledgeFile } from './read-knowledge-file';

/** Files that were looked at and not taken yet: the newest of them. */
const KEPT = 3;

/** Bringing entries in from a file, in two steps. */
export interface ManageImports {
  /** Reads a file and says what it would change; changes nothing. @throws Problem when it cannot be read */
  look(file: string): Promise<ImportPreview>;
  /** Makes what was looked at true, all of it in one. @throws Problem when an entry has been changed since */
  apply(
    importId: string,
    by: string,
  ): Promise<{ readonly undo_id: string; readonly added: number; readonly changed: number }>;
}

/** Makes it. */
export function createImports(entries: KeepEntries, newId: NewId): ManageImports {
  const looked = new Map<string, Compared>();
  return {
    async look(file) {
      const { puts, ...shown } = compareImport(entries.all(), await readKnowledgeFile(file));
      const import_id = newId();
      looked.set(import_id, { puts, ...shown });
      for (const oldest of [...looked.keys()].slice(0, -KEPT)) looked.delete(oldest);
      return { import_id, file: path.basename(file), ...shown };
    },
    async apply(importId, by) {
      const compared = looked.get(importId);
      if (!compared) throw new Problem('not-found', 'This file has to be chosen again.');
      const undo_id = await entries.putAll(compared.puts, by);
      looked.delete(importId);
      const added = compared.items.filter(({ kind }) => kind === 'new').length;
      return { undo_id, added, changed: compared.items.length - added };
    },
  };
}
