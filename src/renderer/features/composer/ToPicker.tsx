import { Select } from '@mantine/core';
import { showAddress } from '../../../shared/phone-address';
import classes from './FromPicker.module.css';

/** Which of a customer's addresses is written to. */
export function ToPicker(props: {
  readonly addresses: readonly string[];
  readonly chosen: string | null;
  readonly onPick: (address: string) => void;
}) {
  return (
    <Select
      className={classes.picker ?? ''}
      size="xs"
      aria-label="To"
      allowDeselect={false}
      comboboxProps={{ position: 'top-start', shadow: 'md' }}
      value={props.chosen}
      onChange={(address) => address !== null && props.onPick(address)}
      data={props.addresses.map((address) => ({ value: address, label: `To ${showAddress(address)}` }))}
    />
  );
}
