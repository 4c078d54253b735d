import { Button, Popover, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import { useState, type ComponentType, type ReactNode } from 'react';
import classes from './ConnectionStrip.module.css';
import type { PartWords } from './connection-words';

const signs = {
  good: IconCircleCheck,
  quiet: IconCircleMinus,
  warn: IconAlertTriangle,
  bad: IconCircleX,
} as const satisfies Record<PartWords['tone'], unknown>;

/** One part of the connection: its name, a sign and a word for how it stands, and more when it is opened. */
export function StripPart(props: {
  readonly name: string;
  readonly Icon: ComponentType<{ size: number; stroke: number; 'aria-hidden': true }>;
  readonly words: PartWords;
  readonly children?: ReactNode;
  /** Where to go for more; null where there is nothing to do. */
  readonly way?: { readonly label: string; readonly go: () => void } | null;
}) {
  const { name, Icon, words, way } = props;
  const [opened, setOpened] = useState(false);
  const Sign = signs[words.tone];
  return (
    <Popover opened={opened} onChange={setOpened} width={360} position="top-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={classes.part} onClick={() => setOpened(!opened)}>
          <Icon size={14} stroke={1.75} aria-hidden />
          {name}
          <span className={classes.word} data-tone={words.tone}>
            <Sign size={13} stroke={2} aria-hidden />
            {words.word}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.card} aria-label={`${name}: ${words.word}`}>
        <Text size="sm" fw={600}>
          {name}: {words.word}
        </Text>
        <Text size="sm" className="outside">
          {words.sentence}
        </Text>
        {props.children}
        {way && (
          <Button
            size="xs"
            variant="light"
            onClick={() => {
              setOpened(false);
              way.go();
            }}
          >
            {way.label}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
