import { Button } from '@mantine/core';
import { useDesk, useDeskState } from '../../store/desk-context';
import classes from './SettingsPage.module.css';

/** Where the data are, and copies of them. */
export function DataSection() {
  const { ui } = useDesk();
  const dataDir = useDeskState(({ facts }) => facts?.settings.dataDir ?? '');
  return (
    <>
      <div className={classes.row}>
        <div>
          <p className={classes.name}>Data folder</p>
          <p className={classes.help}>
            Everything is kept here, as files that can be read. Nothing goes anywhere else.
          </p>
        </div>
        <p className={classes.path}>{dataDir}</p>
      </div>
      <div className={classes.row}>
        <div>
          <p className={classes.name}>Backup</p>
          <p className={classes.help}>
            All messages, contacts, settings and media in one file, made while the console goes on. Keys and tokens are
            not in it.
          </p>
        </div>
        <div className={classes.buttons}>
          <Button size="compact-sm" variant="default" onClick={() => ui.setState({ backingUp: 'make' })}>
            Back up…
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => ui.setState({ backingUp: 'restore' })}>
            Restore…
          </Button>
        </div>
      </div>
    </>
  );
}
