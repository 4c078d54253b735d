import type { DeskState } from '../store/desk-state';
import type { DeskModel } from './desk-model';
import { showModel, type ThreadPatch } from './show-model';

export interface ScreenParts {
  readonly model: DeskModel;
  readonly read: () => DeskState;
  /** Puts a new state on the screen. */
  readonly show: (state: DeskState) => void;
  /** Calls back before the next frame is drawn. */
  readonly onFrame: (callback: () => void) => void;
}

/** What is seen of the model. */
export interface Screen {
  readonly read: () => DeskState;
  /** Shows what has changed: at once, and after that at most once a frame. */
  readonly draw: () => void;
  /** Shows what has changed, and this with it. */
  readonly put: (patch: Partial<DeskState>) => void;
  /** Shows the thread that is open as it is now, in this state of being read. */
  putThread(patch: ThreadPatch): void;
  /** Nothing is shown from now on. */
  close(): void;
}

export function createScreen({ model, read, show, onFrame }: ScreenParts): Screen {
  let framePending = false;
  let closed = false;

  return {
    read,
    draw,
    put(patch) {
      if (!closed) show({ ...showModel(model, read()), ...patch });
    },
    putThread(patch) {
      if (closed) return;
      model.changed.add('thread');
      show(showModel(model, read(), patch));
    },
    close() {
      closed = true;
    },
  };

  function draw(): void {
    if (framePending || closed || model.changed.size === 0) return;
    framePending = true;
    show(showModel(model, read()));
    onFrame(() => {
      framePending = false;
      draw();
    });
  }
}
