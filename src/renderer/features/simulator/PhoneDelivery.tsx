import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDots } from '@tabler/icons-react';
import type { PhoneView } from '../../../shared/simulator-contract';
import { deliveryFailures } from '../../../shared/simulator-failures';
import { useAct, useModel } from './simulator-context';

/** Lets messages to one phone fail, whatever happens to the others. */
export function PhoneDelivery({ phone }: { readonly phone: PhoneView }) {
  const act = useAct();
  const general = useModel((model) => model.settings.delivery);
  const failWith = phone.delivery?.failWith ?? null;
  const choose = (code: number | null) =>
    void act('delivery.set', {
      phone_id: phone.phone_id,
      settings: code === null ? null : { ...general, failWith: code },
    });
  const label =
    failWith === null ? `More for ${phone.name}’s phone` : `Messages to ${phone.name} fail with ${failWith}`;
  return (
    <Menu position="bottom-end" shadow="md" width={340}>
      <Menu.Target>
        <ActionIcon variant="subtle" color={failWith === null ? 'gray' : 'orange'} radius="xl" aria-label={label}>
          {failWith === null ? (
            <IconDots size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          )}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Messages to this phone</Menu.Label>
        <Choice chosen={failWith === null} onChoose={() => choose(null)}>
          go as all others
        </Choice>
        <Menu.Divider />
        {deliveryFailures.map(({ code, words }) => (
          <Choice key={code} chosen={failWith === code} onChoose={() => choose(code)}>
            fail: {code} · {words}
          </Choice>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice(props: {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={props.chosen}
      leftSection={<IconCheck size={14} style={{ visibility: props.chosen ? 'visible' : 'hidden' }} aria-hidden />}
      onClick={props.onChoose}
    >
      {props.children}
    </Menu.Item>
  );
}
