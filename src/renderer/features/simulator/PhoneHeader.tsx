import { ActionIcon } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { PhoneView } from '../../../shared/simulator-contract';
import { showAddress } from '../../../shared/phone-address';
import { visibleControls } from '../../../shared/visible-controls';
import { PhoneDelivery } from './PhoneDelivery';
import classes from './PhoneHeader.module.css';
import { useAct } from './simulator-context';

/** Whose phone it is, with its number, and what it can do besides texting. */
export function PhoneHeader({ phone, inCall }: { readonly phone: PhoneView; readonly inCall: boolean }) {
  const act = useAct();
  const hidden = phone.whatsappAddress !== `whatsapp:${phone.number}`;
  return (
    <header className={classes.head}>
      <span className={classes.avatar} aria-hidden>
        {Array.from(phone.name)[0]?.toLocaleUpperCase()}
      </span>
      <div className={classes.who}>
        <h2 className={`${classes.name} oneLine`}>
          <bdi>{visibleControls(phone.name)}</bdi>
        </h2>
        <div className="dim oneLine">
          {showAddress(phone.number)}
          {hidden && ' · hidden on WhatsApp'}
        </div>
      </div>
      <PhoneDelivery phone={phone} />
      <ActionIcon
        variant="light"
        size="lg"
        radius="xl"
        aria-label={`Call us as ${phone.name}`}
        title={`Call us as ${phone.name}`}
        disabled={inCall}
        onClick={() => void act('phone.call', { phone_id: phone.phone_id })}
      >
        <IconPhone size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </header>
  );
}
