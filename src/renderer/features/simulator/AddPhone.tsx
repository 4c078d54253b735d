import { Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import classes from './AddPhone.module.css';
import { useAct, useModel } from './simulator-context';

/** Adds another customer. */
export function AddPhone() {
  const act = useAct();
  const taken = useModel((model) => model.phones.length);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [hidesNumber, setHidesNumber] = useState(false);
  // 555-0100 to 555-0199 are reserved for fiction.
  const suggestion = `+1202555019${taken % 10}`;
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const added = await act('phone.add', {
      name: name.trim() || 'Someone',
      number: number.replace(/[\s().-]/g, '') || suggestion,
      hidesNumber,
    });
    if (!added) return;
    setOpen(false);
    setName('');
    setNumber('');
    setHidesNumber(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={280} position="left-start" shadow="md" trapFocus withArrow>
      <Popover.Target>
        <Button
          className={classes.add}
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          Add a phone
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={(event) => void submit(event)}>
          <Stack gap="sm">
            <TextInput
              label="Name"
              placeholder="Someone"
              value={name}
              maxLength={60}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              data-autofocus
            />
            <TextInput
              label="Number"
              description="With country code. Numbers made for films disturb nobody."
              placeholder={suggestion}
              value={number}
              maxLength={30}
              onChange={({ currentTarget }) => setNumber(currentTarget.value)}
            />
            <Checkbox
              label="Hides the number on WhatsApp"
              checked={hidesNumber}
              onChange={({ currentTarget }) => setHidesNumber(currentTarget.checked)}
            />
            <Button type="submit">Add</Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
