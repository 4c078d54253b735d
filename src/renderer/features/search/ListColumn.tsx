import { useUi } from '../../store/desk-context';
import { ThreadListPane } from '../inbox/ThreadListPane';
import { SearchEntry } from './SearchEntry';
import { SearchPane } from './SearchPane';
import classes from './SearchPane.module.css';

/** The list with the search box above it, or the search over it: the list stays as it is, to come back to. */
export function ListColumn() {
  const searching = useUi((state) => state.searchedFrom !== null);
  return (
    <div className={classes.column}>
      <div className={classes.list} inert={searching}>
        <SearchEntry />
        <ThreadListPane />
      </div>
      {searching && <SearchPane />}
    </div>
  );
}
