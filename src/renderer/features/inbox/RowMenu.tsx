import { Menu } from '@mantine/core';
import { useDeskState } from '../../store/desk-context';
import { ThreadMenuItems } from './ThreadMenuItems';

/** Where a menu of a row stands, in CSS pixels of the window. */
export interface RowMenuPlace {
  readonly contactId: string;
  readonly x: number;
  readonly y: number;
}

/** The menu of one row, at the place where it was asked for. */
export function RowMenu({ place, onClose }: { readonly place: RowMenuPlace | null; readonly onClose: () => void }) {
  const row = useDeskState(({ rows }) => rows.get(place?.contactId ?? ''));
  if (!place || !row) return null;
  return (
    <Menu
      key={`${place.contactId} ${place.x} ${place.y}`}
      opened
      position="bottom-start"
      shadow="md"
      width={220}
      offset={0}
      returnFocus={false}
      onClose={onClose}
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: place.x, top: place.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label="Conversation menu">
        <ThreadMenuItems row={row} />
      </Menu.Dropdown>
    </Menu>
  );
}
