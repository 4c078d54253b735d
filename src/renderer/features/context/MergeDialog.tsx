import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FoundContact } from '../../../shared/contract/contacts-contract';
import type { Contact } from '../../../shared/domain';
import { showAddress } from '../../../shared/phone-address';
import { nameOf } from '../../components/person';
import { shortTime } from '../../components/time-words';
import { useHome } from '../../components/use-home';
import { useNow } from '../../components/use-now';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { newestOf } from '../composer/arrived-since';
import { useUndo } from '../thread/use-undo';
import classes from './ContextPane.module.css';

/** Chooses somebody who is the same person, says what merging does, and does it. */
export function MergeDialog(props: {
  readonly contact: Contact;
  /** Somebody who was suggested; null: to be searched for. */
  readonly suggested: FoundContact | null;
  readonly onClose: () => void;
}) {
  const { contact, suggested, onClose } = props;
  const [chosen, setChosen] = useState(suggested);
  return (
    <Modal opened onClose={onClose} title="Merge with another person" centered>
      {chosen ? (
        <Confirm contact={contact} other={chosen} onBack={() => setChosen(null)} onDone={onClose} />
      ) : (
        <Search contact={contact} onChoose={setChosen} />
      )}
    </Modal>
  );
}

function Search({ contact, onChoose }: { readonly contact: Contact; readonly onChoose: (one: FoundContact) => void }) {
  const { ask } = useDesk();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly FoundContact[]>([]);
  const now = useNow();
  useEffect(() => {
    let isOver = false;
    ask('contacts.find', { query, without: contact._id }).then(
      (answer) => !isOver && setFound(answer),
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [ask, contact._id, query]);
  return (
    <Stack gap="sm">
      <TextInput
        label="Name or number"
        description="The number in any form: 202 555 0111, or its last digits"
        // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the dialogue gives its focus once, and has two pages
        autoFocus
        data-autofocus
        value={query}
        maxLength={200}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul className={classes.found} aria-label="People found">
        {found.map((one) => (
          <li key={one.contact._id}>
            <button type="button" className={classes.session} onClick={() => onChoose(one)}>
              <PersonWords one={one} />
              <span className={classes.hint}>{one.lastAt ? shortTime(one.lastAt, now) : ''}</span>
            </button>
          </li>
        ))}
      </ul>
      {query.trim() !== '' && found.length === 0 && <p className={classes.hint}>Nobody is called or reached so</p>}
    </Stack>
  );
}

function PersonWords({ one }: { readonly one: FoundContact }) {
  const home = useHome();
  return (
    <span className={classes.sessionText}>
      <bdi>{nameOf(one.contact, home)}</bdi>
      <span className={classes.hint}>
        {one.contact.addresses.map((address) => showAddress(address, home)).join(' · ')} ·{' '}
        {one.messageCount === 1 ? '1 message' : `${one.messageCount} messages`}
      </span>
    </span>
  );
}

function Confirm(props: {
  readonly contact: Contact;
  readonly other: FoundContact;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { contact, other, onBack, onDone } = props;
  const { drafts, state } = useDesk();
  const command = useCommand();
  const offerUndo = useUndo('contacts.undo');
  const home = useHome();
  const name = nameOf({ ...contact, name: contact.name ?? other.contact.name }, home);
  const numbers = [...contact.addresses, ...other.contact.addresses].map((address) => showAddress(address, home));
  const merge = () => {
    onDone();
    void command('contacts.merge', { into: contact._id, from: other.contact._id }).then((done) => {
      if (!done) return;
      const giveBack = drafts.takeOver(
        contact._id,
        other.contact._id,
        newestOf(state.getState().thread?.messages ?? []),
      );
      offerUndo('The two are one person now.', done.undo_id, giveBack);
    });
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        <bdi>{nameOf(other.contact, home)}</bdi> and <bdi>{nameOf(contact, home)}</bdi> become one person:
      </Text>
      <ul className={classes.effects}>
        <li>
          They are called <bdi>{name}</bdi>
          {contact.name !== null && other.contact.name !== null && contact.name !== other.contact.name && (
            <>
              ; the name <bdi>{nameOf(other.contact, home)}</bdi> is not shown any more
            </>
          )}
        </li>
        <li>Reached at {numbers.join(', ')}</li>
        <li>
          One conversation with the messages of both, in order of time
          {other.messageCount > 0 && ` (${other.messageCount} come from there)`}
        </li>
        <li>Notes and tags of both are kept; the more cautious AI mode holds</li>
      </ul>
      {contact.blocked !== other.contact.blocked && (
        <Alert color="yellow" p="xs">
          One of them is blocked, so the merged person is blocked.
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        You can undo this, or take a number out again later.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack}>
          Choose another
        </Button>
        {/* eslint-disable-next-line jsx-a11y-x/no-autofocus -- the dialogue gives its focus once, and has two pages */}
        <Button autoFocus data-autofocus onClick={merge}>
          Merge
        </Button>
      </Group>
    </Stack>
  );
}
