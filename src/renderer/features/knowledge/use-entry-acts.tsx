import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import type { KnowledgeEntry } from '../../../shared/domain';
import { cutText } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import { UndoNotice } from '../../components/UndoNotice';
import { useDesk } from '../../store/desk-context';
import { entryTextOf } from '../../store/entry-start';
import { useCommand } from '../../store/use-command';

/** How long the way back stands on screen. */
const SHOWN_MS = 15_000;
/** Longest part of a question that is said in a notice, in characters. */
const SHOWN = 80;

/** What can be done with entries. Whatever is done is said, and offered to be taken back. */
export interface EntryActs {
  /** Gives whether it was removed. */
  readonly remove: (entry: KnowledgeEntry) => Promise<boolean>;
  readonly switchOn: (entry: KnowledgeEntry, active: boolean) => Promise<void>;
  /** Says what was done and offers the way back. */
  readonly offerUndo: (words: string, undoId: string) => void;
}

/** Gives what can be done with entries. */
export function useEntryActs(): EntryActs {
  const { ui } = useDesk();
  const command = useCommand();
  return useMemo(() => {
    const undo = async (undo_id: string) => {
      notifications.hide(undo_id);
      const done = await command('knowledge.undo', { undo_id });
      if (!done) return;
      const words = done.kept === 0 ? 'Taken back' : `Taken back, but for ${done.kept} that were changed since`;
      ui.setState({ announcement: words });
      if (done.kept > 0) notifications.show({ message: words });
    };
    const offerUndo = (words: string, undoId: string) => {
      ui.setState({ announcement: words });
      notifications.show({
        id: undoId,
        autoClose: SHOWN_MS,
        message: <UndoNotice onUndo={() => void undo(undoId)}>{words}</UndoNotice>,
      });
    };
    return {
      offerUndo,
      async remove(entry) {
        const done = await command('knowledge.remove', { entry_id: entry._id });
        if (done) offerUndo(`“${cutText(visibleControls(entry.question), SHOWN)}” was deleted.`, done.undo_id);
        return done !== undefined;
      },
      async switchOn(entry, active) {
        const text = entryTextOf(entry);
        const done = await command('knowledge.put', {
          ...{ entry_id: entry._id, base: entry.updatedAt, question: text.question, answer: text.answer },
          ...{ forms: [...text.forms], tags: [...text.tags], active },
        });
        if (done?.kind === 'saved') ui.setState({ announcement: active ? 'Entry is active' : 'Entry is off' });
        else if (done)
          notifications.show({ message: 'Somebody changed this entry just now. Look at it, and try again.' });
      },
    };
  }, [command, ui]);
}
