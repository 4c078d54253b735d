import { IconBraces } from '@tabler/icons-react';
import { visibleControls } from '../../../shared/visible-controls';
import { SendGuard } from './SendGuard';
import classes from './SendGuard.module.css';

/** Says which variables would go out as they stand, before the text is sent. */
export function VariableGuard(props: {
  readonly problem: string;
  readonly onSend: () => void;
  readonly onWriteOn: () => void;
}) {
  const { problem, ...ways } = props;
  return (
    <SendGuard icon={<IconBraces size={16} stroke={1.75} aria-hidden />} title="Not sent yet" stacked {...ways}>
      <p className={classes.sentence}>{visibleControls(problem)}</p>
    </SendGuard>
  );
}
