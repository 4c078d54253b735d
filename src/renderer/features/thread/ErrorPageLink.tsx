import { Anchor } from '@mantine/core';
import { errorPage } from '../../../shared/error-guide';
import { useCommand } from '../../store/use-command';

/** Leads to Twilio's own page about one of its error numbers. */
export function ErrorPageLink({ code }: { readonly code: number }) {
  const command = useCommand();
  return (
    <Anchor
      component="button"
      type="button"
      size="xs"
      c="var(--sb-accent)"
      onClick={() => void command('link.open', { url: errorPage(code) })}
    >
      {`Twilio’s page about error ${code}`}
    </Anchor>
  );
}
