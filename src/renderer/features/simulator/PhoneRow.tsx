import { AddPhone } from './AddPhone';
import { PhoneColumn } from './PhoneColumn';
import classes from './PhoneRow.module.css';
import { useModel } from './simulator-context';

/** The phones, side by side, and one more to be added. */
export function PhoneRow() {
  const phones = useModel((model) => model.phones);
  return (
    <main className={classes.row} aria-label="Phones">
      {phones.map((phone, index) => (
        <PhoneColumn key={phone.phone_id} phone={phone} isFirst={index === 0} />
      ))}
      <AddPhone />
    </main>
  );
}
