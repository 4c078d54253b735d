import { useCallback, useEffect, useState } from 'react';
import type { TemplateList } from '../../../shared/contract/composer-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';

export interface TemplatesOnScreen {
  /** Null until the first answer. */
  readonly list: TemplateList | null;
  /** Asks Twilio anew. */
  readonly refresh: () => void;
  readonly isAsking: boolean;
}

/** Gives the account's WhatsApp templates. */
export function useTemplates(): TemplatesOnScreen {
  const { ask } = useDesk();
  const [list, setList] = useState<TemplateList | null>(null);
  const [isAsking, setAsking] = useState(false);
  const load = useCallback(
    (refresh: boolean) =>
      ask('composer.templates', { refresh })
        .catch((thrown: unknown): TemplateList => ({ templates: [], problem: problemOf(thrown).message }))
        .then(setList),
    [ask],
  );
  useEffect(() => void load(false), [load]);
  const refresh = () => {
    setAsking(true);
    void load(true).finally(() => setAsking(false));
  };
  return { list, refresh, isAsking };
}
