import { Select, Stack, Switch, Text } from '@mantine/core';
import type { DeliverySettings, RestTrouble } from '../../../shared/simulator-contract';
import { deliveryFailures } from '../../../shared/simulator-failures';
import { useAct, useModel } from './simulator-context';

const ARRIVES = 'arrives';
const delays: readonly { readonly value: string; readonly label: string }[] = [
  { value: '0', label: 'at once' },
  { value: '400', label: 'quickly (0.4 s for each step)' },
  { value: '3000', label: 'slowly (3 s for each step)' },
  { value: '30000', label: 'very slowly (30 s for each step)' },
];
const troubles: Readonly<Record<RestTrouble, string>> = {
  none: 'works',
  'too-many': 'refuses: too many requests (429)',
  fault: 'has a fault (500)',
  silent: 'takes requests and never answers',
  'drop-after-create': 'makes the message, then drops the connection',
};

const troubleChoices = Object.entries(troubles).map(([value, label]) => ({ value: value as RestTrouble, label }));

/** What can be made to go wrong, for all phones. */
export function DeliveryControls() {
  const { delivery, restTrouble } = useModel((model) => model.settings);
  const act = useAct();
  const set = (change: Partial<DeliverySettings>) =>
    void act('delivery.set', { phone_id: null, settings: { ...delivery, ...change } });
  return (
    <Stack p="md" gap="md">
      <Text size="sm" c="dimmed">
        Make things go wrong, and see what the console says. Each phone’s menu (⋯) lets only its own messages fail.
      </Text>
      <Select
        label="Messages to phones arrive"
        data={delays}
        value={String(delivery.stepMs)}
        allowDeselect={false}
        onChange={(value) => set({ stepMs: Number(value) })}
      />
      <Select
        label="Each of them"
        data={[
          { value: ARRIVES, label: 'arrives' },
          ...deliveryFailures.map(({ code, words }) => ({ value: String(code), label: `fails: ${code} · ${words}` })),
        ]}
        value={delivery.failWith === null ? ARRIVES : String(delivery.failWith)}
        allowDeselect={false}
        onChange={(value) => set({ failWith: value === ARRIVES ? null : Number(value) })}
      />
      <Switch
        label="Reports arrive out of order, the last one first"
        checked={delivery.reorder}
        onChange={({ currentTarget }) => set({ reorder: currentTarget.checked })}
      />
      <Switch
        label="Every report arrives twice"
        checked={delivery.duplicate}
        onChange={({ currentTarget }) => set({ duplicate: currentTarget.checked })}
      />
      <Switch
        label="WhatsApp tells when a message was read"
        checked={delivery.readReceipts}
        onChange={({ currentTarget }) => set({ readReceipts: currentTarget.checked })}
      />
      <Select
        label="Twilio’s API"
        data={troubleChoices}
        value={restTrouble}
        allowDeselect={false}
        onChange={(value) => value && void act('rest.trouble', { trouble: value })}
      />
    </Stack>
  );
}
