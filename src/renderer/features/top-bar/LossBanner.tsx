import { Button } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { formatNumber } from '../../components/formats';
import { useDesk, useDeskState } from '../../store/desk-context';
import { showPage } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import classes from './TopBar.module.css';

/** What the data folder did not give back, with what can be done, until somebody has seen it. */
export function LossBanner() {
  const desk = useDesk();
  const command = useCommand();
  const losses = useDeskState(({ facts }) => facts?.connection.store.losses);
  const count = losses?.count ?? 0;
  const more = count > 1 ? ` And ${formatNumber(count - 1)} more, which Activity names.` : '';
  return (
    <div role="alert">
      {count > 0 && (
        <div className={classes.loss}>
          <IconFileAlert size={16} stroke={1.75} aria-hidden />
          <p className={classes.lossWords}>
            <strong>Some of the data could not be read.</strong> <span className="outside">{losses?.first}</span>
            {more} If you have a backup from before, File, Restore… brings it back.
          </p>
          <Button size="compact-xs" variant="default" onClick={() => showPage(desk, 'activity')}>
            Show Activity
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => void command('losses.seen', { count })}>
            Put away
          </Button>
        </div>
      )}
    </div>
  );
}
