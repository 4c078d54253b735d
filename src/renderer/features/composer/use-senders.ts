import { useEffect, useState } from 'react';
import type { SenderList } from '../../../shared/contract/composer-contract';
import { useDesk, useDeskState } from '../../store/desk-context';

/**
 * Gives everybody that could be written from, asked anew when the way to Twilio changes; null until the first answer.
 *
 * @param refresh asks Twilio even if it was asked a moment ago
 */
export function useSenders(refresh = false): SenderList | null {
  const { ask } = useDesk();
  const [list, setList] = useState<SenderList | null>(null);
  const url = useDeskState(({ facts }) => facts?.connection.tunnel.url ?? null);
  const state = useDeskState(({ facts }) => facts?.connection.twilio.state);
  useEffect(() => {
    let isOver = false;
    // Without an answer the channels stand for it; whatever is sent is checked by the main process again.
    ask('composer.senders', { refresh }).then(
      (given) => !isOver && setList(given),
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [ask, refresh, url, state]);
  return list;
}
