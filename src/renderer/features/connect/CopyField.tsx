import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './Connect.module.css';

/** A text to be pasted elsewhere, with what it is for and a button that copies it. */
export function CopyField({ label, text }: { readonly label: string; readonly text: string }) {
  const { ui } = useDesk();
  const command = useCommand();
  return (
    <div className={classes.copy}>
      <span className={classes.copyLabel}>{label}</span>
      <code>{text}</code>
      <Button
        size="compact-xs"
        variant="light"
        aria-label={`Copy: ${label}`}
        leftSection={<IconCopy size={12} stroke={1.75} />}
        onClick={() => void command('text.copy', { text }).then(() => ui.setState({ announcement: 'Copied' }))}
      >
        Copy
      </Button>
    </div>
  );
}
