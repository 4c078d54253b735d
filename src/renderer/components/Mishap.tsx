import { Component, type ReactNode } from 'react';
import classes from './Empty.module.css';

interface MishapState {
  /** Null while all is well. */
  readonly message: string | null;
}

/** Stands in for whatever could not be drawn, with a way on: everything that was stored is safe in the main process. */
export class Mishap extends Component<{ readonly children: ReactNode }, MishapState> {
  override readonly state: MishapState = { message: null };

  static getDerivedStateFromError(error: unknown): MishapState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div className={classes.empty} role="alert">
        <p className={classes.title}>This window could not be drawn.</p>
        <p className={classes.words}>
          Nothing is lost: messages are still received and kept. Load the window again; if this comes back, restart
          Switchboard.
        </p>
        <button type="button" onClick={() => window.location.reload()}>
          Load again
        </button>
        <details>
          <summary>Technical text</summary>
          <code>{message}</code>
        </details>
      </div>
    );
  }
}
