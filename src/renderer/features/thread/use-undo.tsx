import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { UndoNotice } from '../../components/UndoNotice';
import { useCommand } from '../../store/use-command';

/** How long the way back stands on screen. It stays open in the main process for as long as the console runs. */
const SHOWN_MS = 15_000;

/**
 * Gives the function that says what was done and offers to undo it.
 *
 * @param request by which it is undone
 */
export function useUndo(
  request: 'session.undo' | 'contacts.undo' = 'session.undo',
): (done: string, undoId: string, onUndone?: () => void) => void {
  const command = useCommand();
  return useCallback(
    (done, undoId, onUndone) => {
      const id = `undo-${undoId}`;
      const undo = () => {
        notifications.hide(id);
        void command(request, { undo_id: undoId }).then((undone) => undone !== undefined && onUndone?.());
      };
      notifications.show({
        id,
        autoClose: SHOWN_MS,
        message: <UndoNotice onUndo={undo}>{done}</UndoNotice>,
      });
    },
    [command, request],
  );
}
