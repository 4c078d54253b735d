import { Button, Skeleton } from '@mantine/core';
import { IconMessages, IconMoodSad } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Empty } from '../../components/Empty';
import { nameOf } from '../../components/person';
import { useHome } from '../../components/use-home';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk, useDeskState } from '../../store/desk-context';
import { Composer } from '../composer/Composer';
import { FirstStart } from '../first-start/FirstStart';
import { HandOffBanner } from './HandOffBanner';
import classes from './ThreadPane.module.css';
import { ThreadHeader } from './ThreadHeader';
import { Timeline } from './Timeline';
import { WindowBanner } from './WindowBanner';
import { useMarkRead } from './use-mark-read';

/** The thread on screen: its head, its messages, and where an answer is written. */
export function ThreadPane() {
  const { sync, ui } = useDesk();
  const thread = useDeskState((state) => state.thread);
  const row = useDeskState(({ rows, thread: open }) => rows.get(open?.contactId ?? ''));
  const isNew = useDeskState(({ facts }) => facts?.counts.all === 0);
  const home = useHome();
  const person = row ? nameOf(row.contact, home) : '';
  useMarkRead(row?.thread);
  const newest = row?.thread.last;
  useEffect(() => {
    if (newest?.sender === 'contact') ui.setState({ announcement: `${person}: ${visibleControls(newest.text)}` });
    // Said once for each message.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [newest?.message_id]);

  if (!thread) {
    return (
      <main className={classes.pane} aria-label="Conversation">
        {isNew ? (
          <FirstStart />
        ) : (
          <Empty icon={<IconMessages size={24} stroke={1.5} />} title="No conversation is open">
            Choose one on the left, or move with J and K and open with Enter.
          </Empty>
        )}
      </main>
    );
  }
  if (thread.status === 'failed') {
    const again = () => sync.openThread(thread.contactId);
    return (
      <main className={classes.pane} aria-label="Conversation">
        <Empty
          icon={<IconMoodSad size={24} stroke={1.5} />}
          title={thread.problem?.message ?? 'This conversation cannot be read.'}
          action={
            <Button size="xs" variant="light" onClick={again}>
              Try again
            </Button>
          }
        >
          {thread.problem?.remedy}
        </Empty>
      </main>
    );
  }
  return (
    <main className={classes.pane} aria-label={`Conversation with ${person}`}>
      {row && <ThreadHeader row={row} />}
      {row && <HandOffBanner thread={row.thread} />}
      {thread.status === 'ready' && row ? (
        <>
          <Timeline key={thread.contactId} thread={thread} person={person} />
          <WindowBanner thread={row.thread} />
          <Composer key={`composer-${thread.contactId}`} row={row} thread={thread} />
        </>
      ) : (
        <div className={classes.waiting} aria-busy="true" aria-label="Loading the conversation">
          <Skeleton height={36} width="45%" radius="md" />
          <Skeleton height={52} width="55%" radius="md" ml="auto" />
          <Skeleton height={36} width="35%" radius="md" />
        </div>
      )}
    </main>
  );
}
