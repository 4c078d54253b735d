import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClockPause, IconLock } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { settingDefinitions, type SettingKey } from '../../../shared/contract/setting-definitions';
import type { SettingDefinition } from '../../../shared/contract/setting-shape';
import { useDesk } from '../../store/desk-context';
import { showPage } from '../../store/show-page';
import { SettingInput } from './SettingInput';
import classes from './SettingsPage.module.css';
import { useSettingField, type SettingField } from './use-setting-field';

/** One setting: what it is for, how it stands, and the way to change it. */
export function SettingRow({ setting }: { readonly setting: SettingKey }) {
  const field = useSettingField(setting);
  const definition: SettingDefinition<unknown> = settingDefinitions[setting];
  const helpId = useId();
  const stateId = useId();
  const warningId = useId();
  if (!field) return null;
  const { control, label, help, env } = definition;
  const warning = definition.warning?.(field.state.value) ?? null;
  return (
    <div
      className={classes.row}
      data-setting={setting}
      data-wide={control.kind === 'hours' || (control.kind === 'text' && (control.lines ?? 1) > 2) || undefined}
    >
      <div>
        <p className={classes.name}>{label}</p>
        <p id={helpId} className={classes.help}>
          {help}
        </p>
        {setting === 'instructions' && <TryLink />}
      </div>
      <div className={classes.control}>
        <SettingInput
          control={control}
          label={label}
          describedBy={`${helpId} ${stateId}${warning === null ? '' : ` ${warningId}`}`}
          field={field}
          disabled={field.state.from === 'environment'}
        />
        {warning !== null && (
          <StateLine id={warningId} tone="warn" icon={<IconAlertTriangle size={14} />} words={warning} />
        )}
        <FieldState id={stateId} field={field} env={env} />
      </div>
    </div>
  );
}

/** The way to where a change is tried before it is saved. */
function TryLink() {
  const desk = useDesk();
  const go = () => {
    desk.ui.setState({ wantsReplay: true });
    showPage(desk, 'ai');
  };
  return (
    <Button size="compact-xs" variant="light" onClick={go}>
      Try a change on past questions first…
    </Button>
  );
}

function FieldState(props: { readonly id: string; readonly field: SettingField; readonly env: string | undefined }) {
  const { problem, saved, state } = props.field;
  if (problem !== null)
    return <StateLine id={props.id} tone="bad" icon={<IconAlertTriangle size={14} />} words={problem} />;
  if (state.from === 'environment') {
    return <StateLine id={props.id} icon={<IconLock size={14} />} words={`Set by environment (${props.env ?? ''})`} />;
  }
  if (state.waits) {
    const words = `${saved ? 'Saved. ' : ''}Takes effect at the next start`;
    return <StateLine id={props.id} tone="warn" icon={<IconClockPause size={14} />} words={words} />;
  }
  if (saved) return <StateLine id={props.id} tone="good" icon={<IconCheck size={14} />} words="Saved" />;
  return <StateLine id={props.id} words="" />;
}

/** A line that says how something stands. */
export function StateLine(props: {
  readonly id: string;
  readonly words: string;
  readonly icon?: ReactNode;
  readonly tone?: 'good' | 'bad' | 'warn';
}) {
  return (
    <p
      id={props.id}
      className={classes.state}
      data-good={props.tone === 'good' || undefined}
      data-bad={props.tone === 'bad' || undefined}
      data-warn={props.tone === 'warn' || undefined}
    >
      {props.icon}
      <span>{props.words}</span>
    </p>
  );
}
