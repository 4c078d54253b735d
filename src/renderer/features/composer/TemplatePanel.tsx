import { Button, Select, TextInput } from '@mantine/core';
import { IconBrandWhatsapp, IconRefresh, IconSend } from '@tabler/icons-react';
import { useMemo, useState, type SyntheticEvent } from 'react';
import { MAX_BODY } from '../../../shared/message-limit';
import {
  fillTemplate,
  obviousValues,
  valueOf,
  variablesOf,
  type FilledTemplate,
  type Template,
} from '../../../shared/template';
import { visibleControls } from '../../../shared/visible-controls';
import type { WhatsAppWindow } from '../../../shared/whatsapp-window';
import classes from './TemplatePanel.module.css';
import { useTemplates } from './use-templates';

const closedWords = {
  over: [
    'The WhatsApp window is closed.',
    'A day has passed since they wrote here, so only approved templates go out.',
  ],
  refused: [
    'The WhatsApp window is closed.',
    'WhatsApp refused the last text as too late (63016), so only approved templates go out.',
  ],
  'never-wrote': ['They have not written to you on WhatsApp here.', 'Only approved templates go out until they do.'],
} as const;

/** Where a WhatsApp template is chosen, filled in and sent. */
export function TemplatePanel(props: {
  readonly window: WhatsAppWindow;
  /** The customer's name; empty while it is not known. */
  readonly customerName: string;
  readonly busy: boolean;
  readonly onSend: (template: FilledTemplate, text: string) => void;
  /** Back to free text; absent where that cannot be sent. */
  readonly onBack?: (() => void) | undefined;
}) {
  const { window, customerName, busy } = props;
  const { list, refresh, isAsking } = useTemplates();
  const [sid, setSid] = useState<string | null>(null);
  const [given, setGiven] = useState<FilledTemplate['variables']>({});
  const isOpen = window.kind === 'open';
  const templates = useMemo(() => (list?.templates ?? []).filter(({ approved }) => isOpen || approved), [isOpen, list]);
  const template = templates.find((one) => one.sid === sid);
  const variables = template ? variablesOf(template) : [];
  const values = template ? { ...obviousValues(template, customerName), ...given } : {};
  const text = template ? fillTemplate(template.body, values) : '';
  const isFilled = variables.every((name) => valueOf(values, name).trim() !== '');
  const isTooLong = text.length > MAX_BODY;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!template || !isFilled || isTooLong || busy) return;
    const trimmed = Object.fromEntries(variables.map((name) => [name, valueOf(values, name).trim()]));
    props.onSend({ sid: template.sid, variables: trimmed }, fillTemplate(template.body, trimmed));
  };
  const [title, why] = window.kind === 'closed' ? closedWords[window.why] : [];
  return (
    <form className={classes.panel} aria-label="WhatsApp template" onSubmit={submit} data-closed={!isOpen || undefined}>
      {title !== undefined && (
        <p className={classes.words} role="status">
          <strong>{title}</strong> {why}
        </p>
      )}
      {list !== null && templates.length === 0 ? (
        <NoTemplates problem={list.problem} all={list.templates.length} />
      ) : (
        <Select
          size="xs"
          label="Template"
          placeholder={list === null ? 'Asking Twilio…' : 'Find a template by name, text or language'}
          searchable
          nothingFoundMessage="No template fits"
          maxDropdownHeight={260}
          comboboxProps={{ position: 'top-start', shadow: 'md' }}
          value={template?.sid ?? null}
          onChange={(next) => {
            setSid(next);
            setGiven({});
          }}
          data={templates.map((one) => ({ value: one.sid, label: nameOf(one) }))}
          filter={({ options, search }) => {
            const wanted = search.toLowerCase().trim();
            const fits = new Set(templates.filter((one) => sought(one).includes(wanted)).map((one) => one.sid));
            return options.filter((option) => 'value' in option && fits.has(option.value));
          }}
          renderOption={({ option }) => {
            const one = templates.find((other) => other.sid === option.value);
            return one && <Choice template={one} />;
          }}
        />
      )}
      {template && (
        <>
          <div className={classes.fields}>
            {variables.map((name) => (
              <TextInput
                key={name}
                size="xs"
                label={/^\d+$/.test(name) ? `Value ${name}` : visibleControls(name)}
                placeholder={valueOf(template.samples, name)}
                maxLength={MAX_BODY}
                value={valueOf(values, name)}
                onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
              />
            ))}
          </div>
          <div className={classes.preview} role="group" aria-label="Preview">
            <IconBrandWhatsapp size={14} stroke={1.75} aria-hidden />
            <p className="outside" dir="auto">
              {visibleControls(text)}
            </p>
            {template.buttons.length > 0 && (
              <ul className={classes.buttons} aria-label="Buttons">
                {template.buttons.map((button) => (
                  <li key={button}>{visibleControls(button)}</li>
                ))}
              </ul>
            )}
          </div>
        </>
      )}
      <div className={classes.ways}>
        {props.onBack && (
          <Button size="xs" variant="subtle" color="gray" onClick={props.onBack}>
            Write freely
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconRefresh size={14} stroke={1.75} />}
          loading={isAsking}
          onClick={refresh}
        >
          Ask Twilio again
        </Button>
        <Button
          className={classes.send ?? ''}
          size="xs"
          type="submit"
          leftSection={<IconSend size={14} stroke={2} />}
          disabled={!template || !isFilled || isTooLong}
          loading={busy}
        >
          Send template
        </Button>
      </div>
      {isTooLong && <p className={classes.bad}>{`With these values it is longer than ${MAX_BODY} characters.`}</p>}
    </form>
  );
}

function Choice({ template }: { readonly template: Template }) {
  return (
    <span className={classes.choice}>
      <span className={classes.name}>
        <bdi>{visibleControls(template.name)}</bdi> <span className={classes.dim}>{template.language}</span>
        {!template.approved && <span className={classes.dim}>{`· ${template.approval ?? 'not handed in'}`}</span>}
      </span>
      <span className={classes.body}>{visibleControls(template.body)}</span>
    </span>
  );
}

/** Why there is nothing to choose from, and what to do. */
function NoTemplates({ problem, all }: { readonly problem: string | null; readonly all: number }) {
  if (problem !== null) {
    return <p className={classes.words}>{`The templates could not be fetched from Twilio: ${problem}`}</p>;
  }
  return (
    <p className={classes.words}>
      {all > 0
        ? 'None of the account’s templates is approved yet. WhatsApp mostly decides within a day; they appear here then.'
        : 'This account has no templates yet. Write one in the Twilio Console under Messaging, Content Template Builder, and hand it in for WhatsApp’s approval; it appears here then.'}{' '}
      Until then you can call them, or text them from a number.
    </p>
  );
}

function nameOf({ name, language }: Template): string {
  return `${visibleControls(name)} (${language})`;
}

function sought({ name, language, body }: Template): string {
  return `${name} ${name.replaceAll('_', ' ')} ${language} ${body}`.toLowerCase();
}
