import classes from './Headlines.module.css';

/** One number, large, with what it is. */
export interface Headline {
  readonly name: string;
  readonly value: string;
  /** A few more words. */
  readonly more?: string;
}

/** A few numbers side by side, each below its name. */
export function Headlines({ of }: { readonly of: readonly Headline[] }) {
  return (
    <dl className={classes.headlines}>
      {of.map(({ name, value, more }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {more !== undefined && <span className={classes.more}>{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
