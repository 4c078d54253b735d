import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useDesk, useUi } from '../../store/desk-context';
import { showProblem } from '../../store/use-command';
import { useWork } from '../pages/use-work';
import { WorkBar } from '../pages/WorkBar';

const words = { make: 'Making a backup', restore: 'Checking and copying the backup' } as const;

/** Makes and restores backups when they are asked for, wherever in the window that was, and shows how far that has come. */
export function BackupBar() {
  const { ask, ui } = useDesk();
  const wanted = useUi((state) => state.backingUp);
  const work = useWork(false);
  const { run } = work;
  const isBusy = useRef(false);

  useEffect(() => {
    if (wanted === null || isBusy.current) return;
    isBusy.current = true;
    const outcome =
      wanted === 'make'
        ? run((work_id) => ask('backup.make', { work_id }))
        : run((work_id) => ask('backup.restore', { work_id }));
    void outcome.then((now) => {
      isBusy.current = false;
      ui.setState({ backingUp: null });
      if (now.kind === 'failed') showProblem(now.problem);
      if (now.kind !== 'done' || now.value === null || !('file' in now.value)) return;
      notifications.show({
        title: 'The backup was made',
        message: now.value.file,
        color: 'green',
        role: 'status',
        autoClose: 12_000,
      });
    });
  }, [ask, run, ui, wanted]);

  return wanted === null ? null : <WorkBar words={words[wanted]} work={work} />;
}
