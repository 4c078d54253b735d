import { Button } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './NewMessageGuard.module.css';

/** Says which variables would go out as they stand, before the text is sent. */
export function VariableGuard(props: {
  readonly problem: string;
  readonly onSend: () => void;
  readonly onWriteOn: () => void;
}) {
  return (
    <div className={classes.guard} data-stacked role="alert">
      <IconBraces size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <strong>Not sent yet</strong>
        <p className={classes.sentence}>{visibleControls(props.problem)}</p>
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
