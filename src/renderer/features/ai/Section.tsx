import { useId, type ReactNode } from 'react';
import classes from './AiPage.module.css';

/** A part of the page, by its heading. */
export function Section(props: {
  readonly title: string;
  /** What it is, in a sentence. */
  readonly words?: string;
  readonly tools?: ReactNode;
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id} aria-busy={props.isBusy}>
      <div className={classes.sectionHead}>
        <div>
          <h3 id={id} className={classes.sectionTitle}>
            {props.title}
          </h3>
          {props.words !== undefined && <p className={classes.sectionWords}>{props.words}</p>}
        </div>
        {props.tools !== undefined && <div className={classes.tools}>{props.tools}</div>}
      </div>
      {props.children}
    </section>
  );
}

/** What stands in a part of which there is nothing yet. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>;
}
