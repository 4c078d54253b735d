import type { knowledgeSchemas, KnowledgeOutput } from '../../shared/contract/knowledge-contract';
import { isoNow, type NewId } from '../app/clock';
import { OPERATOR } from '../app/operator';
import { createAskQuestion, type AskQuestionParts } from '../knowledge/ask-question';
import { writeCsv } from '../knowledge/csv';
import { keepDismissedGaps } from '../knowledge/dismissed-gaps';
import { createFindGaps } from '../knowledge/find-gaps';
import { createKeepEntries, textOf } from '../knowledge/keep-entries';
import { createImports } from '../knowledge/manage-imports';
import { writeMarkdown } from '../knowledge/markdown';
import { lessonOf } from '../knowledge/teach';
import type { Store } from '../store/store';
import type { LongWork } from './long-work';
import type { Handlers } from './router';

/** What the requests of the knowledge page go to. */
export interface KnowledgeParts extends AskQuestionParts {
  readonly store: Store;
  readonly newId: NewId;
  /** The operator's own name; empty while none is set. */
  readonly operatorName: () => string;
  /** Asks for a file of entries; null when the person thought better of it. */
  readonly chooseKnowledgeFile: () => Promise<string | null>;
  /** Asks where to and writes; null when the person thought better of it. */
  readonly saveText: (name: string, pieces: Iterable<string>) => Promise<string | null>;
}

/** Makes the functions behind the knowledge page. */
export function createKnowledgeHandlers(
  parts: KnowledgeParts,
  work: LongWork,
): Handlers<typeof knowledgeSchemas, KnowledgeOutput> {
  const entries = createKeepEntries(parts);
  const imports = createImports(entries, parts.newId);
  const dismissed = keepDismissedGaps(parts.store, parts.clock);
  const findGaps = createFindGaps({ ...parts, dismissed });
  const askQuestion = createAskQuestion(parts);

  return {
    'knowledge.read': () => entries.all(),
    'knowledge.put': ({ entry_id, base, ...text }) => entries.put(entry_id, base, text, OPERATOR),
    'knowledge.add-forms': async ({ entry_id, forms }) => ({
      undo_id: await entries.addForms(entry_id, forms, OPERATOR),
    }),
    'knowledge.remove': async ({ entry_id }) => ({ undo_id: await entries.remove(entry_id) }),
    'knowledge.undo': ({ undo_id }) => entries.undo(undo_id),
    'knowledge.import-choose': async () => {
      const file = await parts.chooseKnowledgeFile();
      return file === null ? null : imports.look(file);
    },
    'knowledge.import-apply': ({ import_id }) => imports.apply(import_id, OPERATOR),
    'knowledge.export': async ({ format }) => {
      // Read again, they come in this order.
      const all = [...entries.all()].reverse().map(textOf);
      const [ending, content] = format === 'csv' ? ['csv', writeCsv(all)] : ['md', writeMarkdown(all)];
      const name = `knowledge-${isoNow(parts.clock).slice(0, 10)}.${ending}`;
      return { file: await parts.saveText(name, [content]), entries: all.length };
    },
    'knowledge.ask': ({ work_id, ...asked }) => work.run(work_id, (one) => askQuestion(asked, one)),
    'knowledge.gaps': ({ work_id }) => work.run(work_id, (one) => findGaps(one)),
    'knowledge.dismiss-gap': async ({ questions }) => {
      await dismissed.add(questions);
      return null;
    },
    'knowledge.restore-gap': async ({ questions }) => {
      await dismissed.restore(questions);
      return null;
    },
    'knowledge.teach': (sent) => lessonOf(parts, sent),
  };
}
