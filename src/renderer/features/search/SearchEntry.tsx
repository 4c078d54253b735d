import { Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { commands } from '../../../shared/commands';
import { useDesk } from '../../store/desk-context';
import { openSearch } from './open-search';
import classes from './SearchPane.module.css';

/** The search box above the list, before anything is written into it. */
export function SearchEntry() {
  const desk = useDesk();
  return (
    <div role="search" aria-label="Search" className={classes.top}>
      <button
        type="button"
        className={classes.entry}
        aria-keyshortcuts="Control+F Meta+F"
        onClick={() => openSearch(desk)}
      >
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className={classes.entryWords}>{commands['search.open'].label}</span>
        <Kbd size="xs" aria-hidden>
          {navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl'} F
        </Kbd>
      </button>
    </div>
  );
}
