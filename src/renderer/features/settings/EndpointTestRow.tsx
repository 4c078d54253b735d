import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { EndpointAnswer, EndpointTest, EndpointTrouble } from '../../../shared/contract/endpoint-contract';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { TroubleBox } from '../connect/TroubleBox';
import { useAsking } from '../connect/use-asking';
import classes from './SettingsPage.module.css';

/** Tries the language model as it is set: one small question, and the list of its models to choose from. */
export function EndpointTestRow() {
  const { ui } = useDesk();
  const asking = useAsking();
  const command = useCommand();
  const [tested, setTested] = useState<(EndpointTest & { readonly address: string | undefined }) | null>(null);
  const address = useDeskState(({ facts }) => facts?.settings.values.openaiBaseUrl.value);
  // What another address answered says nothing of this one.
  const test = tested?.address === address ? tested : null;
  const chosen = useDeskState(({ facts }) => facts?.settings.values.openaiModel);
  const run = async () => {
    setTested(null);
    const done = await asking.run('endpoint.test', {});
    if (!done) return;
    setTested({ ...done, address });
    ui.setState({ announcement: done.answer ? 'The language model answered' : 'The language model did not answer' });
  };
  const pick = async (model: string) => {
    if ((await command('setting.put', { key: 'openaiModel', value: model })) !== undefined) await run();
  };
  return (
    <div className={classes.row} data-wide>
      <div>
        <p className={classes.name}>Try the language model</p>
        <p className={classes.help}>
          Asks it one small question, and which models it has. Nothing of your customers is sent.
        </p>
      </div>
      <div className={classes.control}>
        <div className={classes.buttons}>
          <Button size="compact-sm" variant="default" loading={asking.busy} onClick={() => void run()}>
            Try it
          </Button>
        </div>
        {asking.problem && <TroubleBox trouble={asking.problem} />}
        {test && (
          <div className={classes.test} role="group" aria-label="What came of it">
            {test.answer && <Answer answer={test.answer} />}
            {test.trouble && <TroubleBox trouble={withDetail(test.trouble)} />}
            {test.models && test.models.length > 0 && (
              <>
                <p className={classes.help}>
                  {test.models.length === 1 ? 'It has one model' : `It has ${test.models.length} models`}; click one to
                  use it:
                </p>
                <ul className={classes.models} aria-label="Models">
                  {test.models.map((model) => (
                    <li key={model}>
                      <Button
                        size="compact-xs"
                        variant={model === test.model ? 'light' : 'default'}
                        aria-pressed={model === test.model}
                        disabled={asking.busy || chosen?.from === 'environment'}
                        onClick={() => void pick(model)}
                      >
                        <span className="outside">{model}</span>
                      </Button>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {test.models === null && test.answer && (
              <p className={classes.help}>It does not say which models it has; write the name of one above.</p>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Answer({ answer }: { readonly answer: EndpointAnswer }) {
  const { model, text, firstMs, totalMs, isStreamed } = answer;
  return (
    <div>
      <p className={classes.state} data-good>
        <IconCircleCheck size={14} stroke={2} aria-hidden />
        <span>
          {model ?? 'The model'} answered in {timeWords(totalMs)}
          {isStreamed
            ? `, the first word after ${timeWords(firstMs)}`
            : '; all at once, so drafts are not seen growing'}
          .
        </span>
      </p>
      <p className={`${classes.said ?? ''} outside`} dir="auto">
        {text}
      </p>
    </div>
  );
}

function timeWords(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`;
  return `${(ms / 1000).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
}

function withDetail({ message, detail }: EndpointTrouble) {
  return { message, detail: detail === '' ? null : detail };
}
