import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { MAX_NAME } from '../../../shared/contract/contacts-contract';
import type { Contact } from '../../../shared/domain';
import { nameOf } from '../../components/person';
import { useHome } from '../../components/use-home';
import { visibleControls } from '../../../shared/visible-controls';
import { useCommand } from '../../store/use-command';
import classes from './ContextPane.module.css';

/** What the person is called: as operators say, or for the choosing as they call themselves on WhatsApp. */
export function ContactName({ contact }: { readonly contact: Contact }) {
  const command = useCommand();
  const home = useHome();
  const [text, setText] = useState<string | null>(null);
  const rename = (name: string | null) => {
    setText(null);
    if (name !== contact.name) void command('contact.edit', { contact_id: contact._id, name });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const name = text?.trim() ?? '';
    rename(name === '' ? null : name);
  };
  const suggestion = contact.profileName?.trim().slice(0, MAX_NAME).trim();
  return (
    <>
      {text === null ? (
        <h3 className={classes.name}>
          <bdi>{nameOf(contact, home)}</bdi>{' '}
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={contact.name === null ? 'Give a name' : 'Change the name'}
            onClick={() => setText(contact.name ?? '')}
          >
            <IconPencil size={14} stroke={1.75} />
          </ActionIcon>
        </h3>
      ) : (
        <form className={classes.nameForm} onSubmit={submit}>
          <TextInput
            size="xs"
            aria-label="Name"
            placeholder="Name"
            value={text}
            maxLength={MAX_NAME}
            dir="auto"
            // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the operator has just asked to write here
            autoFocus
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setText(null)}
          />
          <ActionIcon type="submit" size="md" variant="light" aria-label="Save the name">
            <IconCheck size={14} stroke={2} />
          </ActionIcon>
        </form>
      )}
      {contact.name === null && suggestion && (
        <>
          <p className={classes.hint}>They call themselves that on WhatsApp</p>
          <Button size="compact-xs" variant="light" onClick={() => rename(suggestion)}>
            Use “<bdi className={classes.suggestion}>{visibleControls(suggestion)}</bdi>” as the name
          </Button>
        </>
      )}
    </>
  );
}
