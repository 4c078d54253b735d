import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useDesk } from '../../store/desk-context';
import classes from './PageFrame.module.css';

/** A page beside the views: its heading, which takes the focus when the operator turns to it, and what it holds. */
export function PageFrame(props: {
  readonly title: string;
  /** A few words behind the title. */
  readonly aside?: ReactNode;
  /** What can be done with the page as a whole, at the end of its head. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  const { ui } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    // What the page was opened for has taken the focus by now.
    if (heading.current?.closest('main')?.contains(document.activeElement)) return;
    if (ui.getState().pageTurns > 0) heading.current?.focus();
  }, [ui]);
  return (
    <main className={classes.page} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 ref={heading} id={id} tabIndex={-1} className={classes.title}>
          {props.title}
        </h2>
        {props.aside}
        <div className={classes.tools}>{props.tools}</div>
      </div>
      {props.children}
    </main>
  );
}
