import { Button } from '@mantine/core';
import { IconMoodSad, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { Empty } from '../../components/Empty';
import type { SearchChoice } from '../../store/search-choice';
import { isFiltered } from './search-query';
import classes from './SearchPane.module.css';
import type { Search } from './use-search';

/** What stands where nothing was found, or nothing was searched for yet: why, and what to do. */
export function SearchNothing(props: {
  readonly choice: SearchChoice;
  readonly search: Search;
  /** Takes the filters away. */
  readonly onClear: () => void;
}) {
  const { choice, search } = props;
  const filtered = isFiltered(choice);
  if (search.problem) {
    return (
      <Empty
        icon={<IconMoodSad size={24} stroke={1.5} />}
        title={search.problem.message}
        action={<Again onClick={search.again} words="Try again" />}
      >
        {search.problem.remedy}
      </Empty>
    );
  }
  if (search.isStopped) {
    return (
      <Empty
        icon={<IconSearchOff size={24} stroke={1.5} />}
        title="Messages were not searched"
        action={<Again onClick={search.again} words="Go on reading" />}
      >
        Reading them was stopped. It goes on from there, and is needed only once after each start.
      </Empty>
    );
  }
  if (choice.text.trim() === '' && !filtered) {
    return (
      <Empty icon={<IconSearch size={24} stroke={1.5} />} title="Search everything that was ever said">
        Words of messages and notes, names, tags, and numbers in whatever form. The beginning of a word is enough.
      </Empty>
    );
  }
  if (search.searched !== choice.text.trim() || search.work.progress !== null) {
    return <div className={classes.scroll} aria-busy="true" />;
  }
  return (
    <Empty
      icon={<IconSearchOff size={24} stroke={1.5} />}
      title={filtered ? 'Nothing fits, as it is narrowed down' : 'Nothing has all these words'}
      action={filtered && <Again onClick={props.onClear} words="Search everywhere" />}
    >
      {filtered
        ? 'Other channels, writers or days may have it.'
        : 'Try fewer words, or another spelling. Of a number, its last four digits are enough.'}
    </Empty>
  );
}

function Again({ words, onClick }: { readonly words: string; readonly onClick: () => void }) {
  return (
    <Button size="xs" variant="light" onClick={onClick}>
      {words}
    </Button>
  );
}
