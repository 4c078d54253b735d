import { useEffect, useRef } from 'react';
import type { Withdrawn } from '../../../shared/contract/composer-contract';
import { useDesk, useUi } from '../../store/desk-context';

/** Takes over what was taken back in a thread, once, so that it can be written on. */
export function useReturned(contactId: string, take: (withdrawn: Withdrawn) => void): void {
  const { ui } = useDesk();
  const returned = useUi((state) => state.returned);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (returned?.contactId !== contactId) return;
    ui.setState({ returned: null, composing: 'reply' });
    latest.current(returned.withdrawn);
  }, [contactId, returned, ui]);
}
