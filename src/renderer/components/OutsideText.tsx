import { Fragment, useMemo } from 'react';
import { useCommand } from '../store/use-command';
import { findLinks } from './find-links';
import classes from './OutsideText.module.css';
import { visibleControls } from '../../shared/visible-controls';

/** Text of a person, as text and nothing else. Addresses of the web can be opened after the console has asked. */
export function OutsideText({ text }: { readonly text: string }) {
  const command = useCommand();
  const pieces = useMemo(() => findLinks(visibleControls(text)), [text]);
  return (
    <div className={classes.text} dir="auto">
      {pieces.map(({ text: piece, url }, i) =>
        url === undefined ? (
          <Fragment key={i}>{piece}</Fragment>
        ) : (
          <button
            key={i}
            type="button"
            role="link"
            className={classes.link}
            onClick={() => void command('link.open', { url })}
          >
            {piece}
          </button>
        ),
      )}
    </div>
  );
}
