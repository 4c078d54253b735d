import { Button } from '@mantine/core';
import type { ConnectionOutput } from '../../../shared/contract/connection-contract';
import { useCommand } from '../../store/use-command';

/** A button for what a person can have done about the connection. What becomes of it is seen in its state. */
export function StripRequest(props: {
  readonly request: keyof ConnectionOutput;
  readonly label: string;
  readonly isRunning?: boolean;
}) {
  const command = useCommand();
  return (
    <Button
      size="xs"
      variant="light"
      loading={props.isRunning ?? false}
      onClick={() => void command(props.request, {})}
    >
      {props.label}
    </Button>
  );
}
