import { Button } from '@mantine/core';
import type { ShadowPair } from '../../../shared/shadow-report';
import { visibleControls } from '../../../shared/visible-controls';
import { ChannelIcon } from '../../components/ChannelIcon';
import { formatNumber } from '../../components/formats';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { WordDiff } from '../../components/WordDiff';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import { teach } from '../knowledge/teach';
import { percentWords } from '../thread/decision-facts';
import classes from './AiPage.module.css';

const outcomeWords = { unchanged: 'The same', edited: 'Nearly the same', different: 'Different' } as const;

/** The customer's questions with what the AI would have said and what was sent, the least alike first. */
export function PairList(props: {
  readonly pairs: readonly ShadowPair[];
  /** How many there are in all. */
  readonly of: number;
  readonly onMore: () => void;
}) {
  const { pairs, of } = props;
  return (
    <>
      <h4 className={classes.listTitle}>Side by side, the least alike first</h4>
      <ol className={classes.pairs}>
        {pairs.map((pair) => (
          <Pair key={pair.message_id} pair={pair} />
        ))}
      </ol>
      {pairs.length < of && (
        <Button size="compact-sm" variant="default" className={classes.more ?? ''} onClick={props.onMore}>
          {`Show more of ${formatNumber(of)}`}
        </Button>
      )}
    </>
  );
}

function Pair({ pair }: { readonly pair: ShadowPair }) {
  const desk = useDesk();
  const now = useNow();
  const command = useCommand();
  const { contact_id, address, answer_id } = pair;
  return (
    <li className={classes.pair} data-outcome={pair.outcome}>
      <div className={classes.pairHead}>
        <ChannelIcon type={pair.communication_type} size={14} />
        <bdi className={classes.person}>{pair.name}</bdi>
        <span className="dim">{whenWords(pair.at, now)}</span>
        <span className={classes.outcome}>
          {outcomeWords[pair.outcome]}
          {pair.outcome !== 'unchanged' && ` · ${percentWords(pair.similarity)} of the words`}
        </span>
        {pair.outcome !== 'unchanged' && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Teach the answer to ${pair.name}`}
            onClick={() => void teach(desk, command, { contact_id, address, message_id: answer_id })}
          >
            Teach yours
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Open the conversation with ${pair.name}`}
          onClick={() => goToThread(desk, pair.contact_id, pair.message_id)}
        >
          Open
        </Button>
      </div>
      <p className={`${classes.question ?? ''} outside`} dir="auto">
        {visibleControls(pair.question)}
      </p>
      <div className={classes.sides}>
        <div className={classes.side} data-ai>
          <p className={classes.sideName}>AI would have said</p>
          <WordDiff before={pair.ai} after={pair.human} side="before" />
        </div>
        <div className={classes.side}>
          <p className={classes.sideName}>You sent</p>
          <WordDiff before={pair.ai} after={pair.human} side="after" />
        </div>
      </div>
    </li>
  );
}
