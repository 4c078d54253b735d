import type { Desk } from '../../store/create-desk';

/** Moves the keyboard's place in the list by so many rows, or to its first or last one with an infinite step. */
export function moveCursor({ state, ui }: Desk, step: number): void {
  const { ids } = state.getState().list;
  if (ids.length === 0) return;
  const { cursor } = ui.getState();
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  const to = at < 0 && Number.isFinite(step) ? (step > 0 ? 0 : ids.length - 1) : at + step;
  const id = ids[Math.max(0, Math.min(ids.length - 1, to))];
  if (id !== undefined) ui.setState({ cursor: id });
}

/** Opens the thread that the keyboard stands on. */
export function openAtCursor({ ui, sync }: Desk): void {
  const { cursor } = ui.getState();
  if (cursor === null) return;
  ui.setState({ keptUnread: null });
  sync.openThread(cursor);
}
