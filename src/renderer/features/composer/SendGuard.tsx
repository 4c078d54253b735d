import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './SendGuard.module.css';

/** Stands between the operator and a sending that they may not want, and offers both ways on. */
export function SendGuard(props: {
  readonly icon: ReactNode;
  readonly title: string;
  /** Whether the buttons stand below, since what is said is long. */
  readonly stacked?: boolean;
  readonly children: ReactNode;
  readonly onSend: () => void;
  readonly onWriteOn: () => void;
}) {
  return (
    <div className={classes.guard} data-stacked={props.stacked ? true : undefined} role="alert">
      {props.icon}
      <div className={classes.words}>
        <strong>{props.title}</strong>
        {props.children}
      </div>
      <Button size="compact-xs" variant="light" onClick={props.onWriteOn}>
        Write on
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={props.onSend}>
        Send as it is
      </Button>
    </div>
  );
}
