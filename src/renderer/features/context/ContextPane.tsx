import { Button } from '@mantine/core';
import { IconArrowMerge, IconBan, IconUser, IconUserOff } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { FoundContact, SuggestionReason } from '../../../shared/contract/contacts-contract';
import type { Row } from '../../../shared/ipc-contract';
import { showAddress } from '../../../shared/phone-address';
import { nameOf } from '../../components/person';
import { PersonAvatar } from '../../components/PersonAvatar';
import { useHome } from '../../components/use-home';
import { useLater } from '../../components/use-later';
import type { ThreadOnScreen } from '../../store/desk-state';
import { useDeskState, useUi } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useThreadCommands } from '../../store/use-thread-commands';
import { TagEditor } from '../inbox/ThreadDialogs';
import { useUndo } from '../thread/use-undo';
import { AddressLine } from './AddressLine';
import { ContactName } from './ContactName';
import { ContactNotes } from './ContactNotes';
import classes from './ContextPane.module.css';
import { MergeDialog } from './MergeDialog';
import { SessionList } from './SessionList';
import { useContactDetails } from './use-contact-details';

/** Who the person of the open thread is, and what the team knows and decides about them. */
export function ContextPane() {
  const newest = useDeskState((state) => state.thread);
  const thread = useLater(newest, (earlier) => earlier?.contactId === newest?.contactId);
  const newestRow = useDeskState(({ rows, thread: open }) => rows.get(open?.contactId ?? ''));
  const row = useLater(newestRow, (earlier) => earlier?.contact._id === newestRow?.contact._id);
  const open = useUi((ui) => ui.contextOpen);
  return (
    <aside className={classes.pane} aria-label="About this person" data-open={open || undefined}>
      {thread && row && <Person key={row.contact._id} row={row} thread={thread} />}
    </aside>
  );
}

const Person = memo(function Person({ row, thread }: { readonly row: Row; readonly thread: ThreadOnScreen }) {
  const { contact } = row;
  const details = useContactDetails(row);
  const command = useCommand();
  const offerUndo = useUndo('contacts.undo');
  const home = useHome();
  const { toggleOwner } = useThreadCommands(contact._id);
  const owned = row.thread.owner !== null;
  const takeOut = (address: string) =>
    void command('contacts.take-out', { contact_id: contact._id, address }).then(
      (done) => done && offerUndo(`${showAddress(address, home)} is a separate person now.`, done.undo_id),
    );
  return (
    <>
      <div className={classes.person}>
        <PersonAvatar contact={contact} size={56} />
        <ContactName contact={contact} />
        {contact.blocked && <p className={classes.blocked}>Blocked: no AI replies, no notifications</p>}
      </div>
      <Section title={thread.addresses.length === 1 ? 'Number' : 'Numbers'}>
        {thread.addresses.map((state) => (
          <AddressLine
            key={state.address}
            state={state}
            details={details}
            onTakeOut={thread.addresses.length > 1 ? () => takeOut(state.address) : undefined}
          />
        ))}
      </Section>
      <Section title="Tags">
        <TagEditor row={row} />
      </Section>
      <Section title="Owner">
        <div className={classes.owner}>
          <span>{owned ? 'You' : 'Nobody'}</span>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={owned ? <IconUserOff size={14} stroke={1.75} /> : <IconUser size={14} stroke={1.75} />}
            onClick={toggleOwner}
          >
            {owned ? 'Release' : 'Take over'}
          </Button>
        </div>
      </Section>
      <Section title="Notes">
        <ContactNotes contactId={contact._id} notes={contact.notes} />
      </Section>
      <Section title="Same person?">
        <Same row={row} suggestions={details?.suggestions ?? []} />
      </Section>
      <Section title="Sessions">
        <SessionList
          contactId={contact._id}
          sessions={details?.sessions ?? [...thread.sessions].reverse()}
          total={details?.sessionCount ?? 0}
        />
      </Section>
      <Button
        size="xs"
        variant="subtle"
        color={contact.blocked ? 'gray' : 'red'}
        leftSection={<IconBan size={14} stroke={1.75} />}
        onClick={() => void command('contact.edit', { contact_id: contact._id, blocked: !contact.blocked })}
      >
        {contact.blocked ? 'Unblock this person' : 'Block this person'}
      </Button>
    </>
  );
});

const reasons: Readonly<Record<SuggestionReason, string>> = {
  'same-name': 'has the same name',
  'same-profile-name': 'calls themselves the same on WhatsApp',
};

function Same(props: {
  readonly row: Row;
  readonly suggestions: readonly (FoundContact & { readonly reason: SuggestionReason })[];
}) {
  const { row, suggestions } = props;
  const home = useHome();
  const [merging, setMerging] = useState<{ readonly suggested: FoundContact | null } | null>(null);
  return (
    <>
      {suggestions.map((one) => (
        <div key={one.contact._id} className={classes.suggested}>
          <p className={classes.hint}>
            <bdi>{nameOf(one.contact, home)}</bdi> at {showAddress(one.contact.addresses[0] ?? '', home)}{' '}
            {reasons[one.reason]}
          </p>
          <Button size="compact-xs" variant="light" onClick={() => setMerging({ suggested: one })}>
            Merge…
          </Button>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconArrowMerge size={14} stroke={1.75} />}
        onClick={() => setMerging({ suggested: null })}
      >
        Merge with another person…
      </Button>
      {merging && <MergeDialog contact={row.contact} suggested={merging.suggested} onClose={() => setMerging(null)} />}
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={classes.section}>
      <h4 className={classes.title}>{title}</h4>
      {children}
    </section>
  );
}
