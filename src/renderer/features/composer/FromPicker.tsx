import { Select, type ComboboxItem } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { showAddress } from '../../../shared/phone-address';
import { channelWord } from '../../components/ChannelIcon';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './FromPicker.module.css';
import { abilityWords, type SenderOption } from './sender-options';

/** Everybody that could be written or called from, with what each can do. */
export const FromPicker = memo(function FromPicker(props: {
  readonly options: readonly SenderOption[];
  readonly chosen: SenderOption | null;
  /** Whom the customer wrote to. */
  readonly usual: SenderOption | null;
  readonly onPick: (key: string) => void;
}) {
  const { options, chosen, usual, onPick } = props;
  if (!chosen) return <span className={classes.none}>There is no number to write from yet</span>;
  const byKey = new Map(options.map((option) => [option.key, option]));
  const texts = options.filter(({ can }) => can.text);
  const callsOnly = options.filter(({ can }) => !can.text);
  const item = (option: SenderOption): ComboboxItem => ({ value: option.key, label: chosenWords(option) });
  return (
    <Select
      className={classes.picker ?? ''}
      size="xs"
      aria-label="From"
      allowDeselect={false}
      withCheckIcon={false}
      maxDropdownHeight={320}
      comboboxProps={{ width: 340, position: 'top-start', shadow: 'md' }}
      value={chosen.key}
      onChange={(key) => key !== null && onPick(key)}
      data={[
        ...(texts.length > 0 ? [{ group: 'Texts', items: texts.map(item) }] : []),
        ...(callsOnly.length > 0 ? [{ group: 'Calls only', items: callsOnly.map(item) }] : []),
      ]}
      renderOption={({ option: { value } }) => {
        const option = byKey.get(value);
        return option && <Choice option={option} isChosen={value === chosen.key} isUsual={value === usual?.key} />;
      }}
    />
  );
});

function Choice(props: { readonly option: SenderOption; readonly isChosen: boolean; readonly isUsual: boolean }) {
  const { option } = props;
  const notes = [
    abilityWords(option),
    ...(props.isUsual && option.kind !== 'service' ? ['they wrote to this one'] : []),
    ...(option.blocked?.kind === 'opted-out' ? ['they opted out'] : []),
    ...(option.type === 'whatsapp' && !option.wroteHere ? ['they have not written here'] : []),
    ...(option.kind === 'caller-id' ? ['verified caller ID'] : []),
  ];
  return (
    <span className={classes.choice}>
      <span className={classes.who}>
        {option.kind !== 'service' && <bdi>{showAddress(option.address)}</bdi>}
        {option.kind === 'service' ? (
          <bdi>{visibleControls(option.name)}</bdi>
        ) : (
          option.name !== '' && <bdi className={classes.name}>{visibleControls(option.name)}</bdi>
        )}
      </span>
      <span className={classes.notes}>{notes.join(' · ')}</span>
      {props.isChosen && <IconCheck className={classes.check} size={14} stroke={2} aria-hidden />}
    </span>
  );
}

function chosenWords({ kind, name, address, type, can }: SenderOption): string {
  if (kind === 'service') return `From ${visibleControls(name)} · service`;
  return `From ${showAddress(address)} · ${can.text ? channelWord(type) : 'calls only'}`;
}
