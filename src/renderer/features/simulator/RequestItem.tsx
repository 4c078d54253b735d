import { Button, Code, Table, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { memo, useId, useState } from 'react';
import type { WebhookRequestView } from '../../../shared/simulator-contract';
import { timeOfDay } from '../../components/time-words';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './lists.module.css';
import { useAct } from './simulator-context';
import { Tone, type ToneName } from './Tone';

/** One request: a line that opens into its parameters and the answer. */
export const RequestItem = memo(function RequestItem({ request }: { readonly request: WebhookRequestView }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  return (
    <li className={classes.item}>
      <UnstyledButton
        className={classes.line}
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} className={classes.chevron} data-open={open || undefined} aria-hidden />
        <time className="dim" dateTime={request.at}>
          {timeOfDay(request.at)}
        </time>
        <span className={`${classes.grow} oneLine`}>{summary(request)}</span>
        <Tone tone={toneOf(request)}>{stateWords(request)}</Tone>
      </UnstyledButton>
      <div id={details} hidden={!open}>
        {open && <Details request={request} />}
      </div>
    </li>
  );
});

function Details({ request }: { readonly request: WebhookRequestView }) {
  const act = useAct();
  const { request_id, method, url, params, answer, problem, contentType, tookMs } = request;
  return (
    <div className={classes.details}>
      {problem && (
        <p className={classes.problem}>
          {problem.code}: <span className="outside">{visibleControls(problem.message)}</span>
        </p>
      )}
      <Code block className={classes.code}>
        {method} {visibleControls(url)}
      </Code>
      <Parameters params={params} />
      {tookMs !== null && (
        <>
          <p className="dim">
            Answer{contentType === null ? '' : `, ${visibleControls(contentType)}`}, after {tookMs} ms
          </p>
          <Code block className={classes.code}>
            {answer === '' ? '(empty)' : visibleControls(answer)}
          </Code>
        </>
      )}
      <Button size="compact-xs" variant="default" onClick={() => void act('webhook.repeat', { request_id, copies: 1 })}>
        Repeat this request
      </Button>
    </div>
  );
}

/** What was sent along; parameters without a value are only counted. */
function Parameters({ params }: { readonly params: WebhookRequestView['params'] }) {
  const all = Object.entries(params);
  const given = all.filter(([, value]) => value !== '');
  const empty = all.length - given.length;
  return (
    <>
      <Table withRowBorders={false} verticalSpacing={1} fz="xs" aria-label="Parameters">
        <Table.Tbody>
          {given.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" className={classes.param}>
                {visibleControls(name)}
              </Table.Th>
              <Table.Td className="outside">{visibleControls(value)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {empty > 0 && <p className="dim">and {empty} without a value</p>}
    </>
  );
}

function summary({ about, params }: WebhookRequestView): string {
  const status = params.MessageStatus ?? params.CallStatus;
  const said = params.SpeechResult ?? params.Digits;
  switch (about) {
    case 'text':
      return `Text: ${visibleControls(params.Body ?? '') || (params.NumMedia === '0' ? '' : 'a picture or file')}`;
    case 'message status':
      return `Message is ${status ?? '?'}${params.ErrorCode === undefined ? '' : ` (${params.ErrorCode})`}`;
    case 'message action':
      return 'What to do after the reply';
    case 'call':
      return said === undefined ? 'Call' : `Call: ${visibleControls(said) || 'silence'}`;
    case 'call status':
      return `Call is ${status ?? '?'}`;
    case 'recording':
      return 'Recording';
    case 'fallback':
      return 'Fallback address';
  }
}

function stateWords({ state, statusCode, sameAnswer }: WebhookRequestView): string {
  if (state === 'waiting') return 'waiting…';
  if (state === 'failed') return 'not reached';
  const repeated = sameAnswer === null ? '' : sameAnswer ? ', same answer' : ', other answer';
  return `${statusCode ?? ''}${repeated}`;
}

function toneOf({ state, problem, sameAnswer }: WebhookRequestView): ToneName {
  if (state === 'waiting') return 'quiet';
  if (state === 'failed' || problem) return 'bad';
  return sameAnswer === false ? 'warn' : 'good';
}
