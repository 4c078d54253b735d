import { useId, type ReactNode } from 'react';
import { Headlines, type Headline } from '../../components/Headlines';
import classes from './InsightsPage.module.css';

/** A table of numbers: the first column names the rows. */
export interface Numbers {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A picture with its numbers. The picture is for the eye alone; the same numbers stand in a table, which screen readers
 * always have and eyes when they ask for it.
 */
export function Figure(props: {
  readonly title: string;
  /** What is counted, in a sentence. */
  readonly words: string;
  readonly headlines: readonly Headline[];
  /** Absent where what stands below says it all, to everybody. */
  readonly numbers?: Numbers;
  readonly showNumbers?: boolean;
  readonly children: ReactNode;
}) {
  const { title, headlines, numbers, showNumbers = false } = props;
  const id = useId();
  return (
    <section className={classes.figure} data-wide={numbers === undefined || undefined} aria-labelledby={id}>
      <h3 id={id} className={classes.figureTitle}>
        {title}
      </h3>
      <p className={classes.words}>{props.words}</p>
      <div className={classes.headlines}>
        <Headlines of={headlines} />
      </div>
      <div className={classes.picture} aria-hidden={numbers !== undefined}>
        {props.children}
      </div>
      {numbers && (
        <div
          className={showNumbers ? classes.numbers : 'visuallyHidden'}
          role="group"
          aria-label={`${title}, numbers`}
          // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- everybody must be able to scroll it
          tabIndex={showNumbers ? 0 : -1}
        >
          <NumberTable numbers={numbers} titleId={id} />
        </div>
      )}
    </section>
  );
}

function NumberTable({ numbers, titleId }: { readonly numbers: Numbers; readonly titleId: string }) {
  return (
    <table className={classes.table} aria-labelledby={titleId}>
      <thead>
        <tr>
          {numbers.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbers.rows.map(([name = '', ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={numbers.columns[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
