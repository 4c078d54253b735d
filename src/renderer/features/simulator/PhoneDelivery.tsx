import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots } from '@tabler/icons-react';
import type { PhoneView } from '../../../shared/simulator-contract';
import { deliveryFailures } from '../../../shared/simulator-failures';
import { useAct, useModel } from './simulator-context';

const AS_OTHERS = 'as-others';

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
        <Menu.RadioGroup
          value={failWith === null ? AS_OTHERS : String(failWith)}
          onChange={(value) => choose(value === AS_OTHERS ? null : Number(value))}
        >
          <Menu.RadioItem value={AS_OTHERS} closeMenuOnClick>
            go as all others
          </Menu.RadioItem>
          {deliveryFailures.map(({ code, words }) => (
            <Menu.RadioItem key={code} value={String(code)} closeMenuOnClick>
              fail: {code} · {words}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
