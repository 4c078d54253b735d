import { wordsOfRule } from '../../../shared/rule-words';
import {
  answeredIn,
  outcomes,
  type Outcome,
  type OutcomeCounts,
  type ShadowReport,
} from '../../../shared/shadow-report';
import { channelWord } from '../../components/ChannelIcon';
import { formatNumber } from '../../components/formats';
import { kindsOfCommunication } from '../../../shared/insights';
import { shareWords } from '../insights/insights-words';
import classes from './AiPage.module.css';

const names: Readonly<Record<Outcome, string>> = {
  unchanged: 'Sent unchanged',
  edited: 'Sent edited',
  different: 'Answered differently',
  waiting: 'Not answered yet',
  overtaken: 'Customer wrote again first',
};

/** The shares are of what people have answered, as in the sentence above them; the rest has none. */
const unanswered: ReadonlySet<Outcome> = new Set(['waiting', 'overtaken']);

/** What became of what the AI wrote: of what it noted in shadow mode, by kind, and of its drafts. */
export function ShadowNumbers({ report, hasNoted }: { readonly report: ShadowReport; readonly hasNoted: boolean }) {
  const { shadow, drafts, byKind, wouldHandOver, silences } = report;
  const draftCount = totalOf(drafts);
  const kinds = kindsOfCommunication.filter((kind) => totalOf(byKind[kind]) > 0);
  const columns: readonly (readonly [string, OutcomeCounts])[] = [
    ...(hasNoted ? [['Shadow mode', shadow] as const] : []),
    ...(kinds.length > 1 ? kinds.map((kind) => [channelWord(kind), byKind[kind]] as const) : []),
    ...(draftCount > 0 ? [['Drafts', drafts] as const] : []),
  ];
  const besides = [
    ...(wouldHandOver > 0 ? [['Would have handed over to a person', wouldHandOver] as const] : []),
    ...silences.map(({ rule, count }) => [`Stayed silent: ${wordsOfRule(rule).name}`, count] as const),
  ];
  if (columns.length === 0 && besides.length === 0) return null;
  return (
    <div className={classes.numbers}>
      {columns.length > 0 && (
        <table className={classes.table} aria-label="What became of what the AI wrote">
          <thead>
            <tr>
              <th scope="col">What people did</th>
              {columns.map(([name]) => (
                <th key={name} scope="col" className={classes.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <tr key={outcome}>
                <th scope="row">{names[outcome]}</th>
                {columns.map(([name, counts]) => (
                  <td key={name} className={classes.number}>
                    {formatNumber(counts[outcome])}
                    <span className={classes.share}>
                      {!unanswered.has(outcome) && shareWords(counts[outcome], answeredIn(counts))}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {besides.length > 0 && (
        <table className={classes.table} aria-label="Where the AI said nothing">
          <thead>
            <tr>
              <th scope="col">Where the AI said nothing</th>
              <th scope="col" className={classes.number}>
                Texts
              </th>
            </tr>
          </thead>
          <tbody>
            {besides.map(([name, count]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={classes.number}>{formatNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function totalOf(counts: OutcomeCounts): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}
