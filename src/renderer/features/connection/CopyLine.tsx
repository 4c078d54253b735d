import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useCommand } from '../../store/use-command';
import classes from './ConnectionStrip.module.css';

/** A technical word that people paste elsewhere, with a button that copies it. */
export function CopyLine({ text }: { readonly text: string }) {
  const command = useCommand();
  return (
    <div className={classes.copy}>
      <code>{text}</code>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconCopy size={12} stroke={1.75} />}
        onClick={() => void command('text.copy', { text })}
      >
        Copy
      </Button>
    </div>
  );
}
