import type { ReactNode } from 'react';
import classes from './Empty.module.css';

/** What stands where nothing is yet: what will be here, and what to do. */
export function Empty(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon} aria-hidden>
        {props.icon}
      </span>
      <p className={classes.title}>{props.title}</p>
      {props.children && <p className={classes.words}>{props.children}</p>}
      {props.action}
    </div>
  );
}
