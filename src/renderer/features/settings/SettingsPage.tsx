import { Button, NavLink, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconSearch, IconSettings } from '@tabler/icons-react';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { settingKeys, type SecretKey, type SettingKey } from '../../../shared/contract/setting-definitions';
import { settingGroups, type SettingGroup } from '../../../shared/contract/setting-shape';
import type { SettingsState } from '../../../shared/contract/settings-contract';
import { Empty } from '../../components/Empty';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { PageFrame } from '../pages/PageFrame';
import { DataSection } from './DataSection';
import { EndpointPresetRow } from './EndpointPresetRow';
import { EndpointTestRow } from './EndpointTestRow';
import { matchSettings, type ShownGroup } from './match-settings';
import { ConnectRow } from './ConnectRow';
import { SecretRow } from './SecretRow';
import { SendersSection } from './SendersSection';
import { SettingRow } from './SettingRow';
import classes from './SettingsPage.module.css';

/** Everything that a person may set, in parts, searchable; saved as soon as it is chosen or typed. */
export function SettingsPage() {
  const command = useCommand();
  const [wanted, setWanted] = useState('');
  const groups = useMemo(() => matchSettings(wanted), [wanted]);
  useEffect(() => {
    // Asks the key store whether it is there, which nobody needs to know before.
    void command('settings.read', {});
  }, [command]);
  return (
    <PageFrame
      title="Settings"
      tools={
        <TextInput
          type="search"
          size="xs"
          w={260}
          aria-label="Search settings"
          placeholder="Search settings"
          leftSection={<IconSearch size={14} stroke={1.75} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      }
    >
      <div className={classes.body}>
        <Contents groups={groups} />
        <Groups groups={groups} onShowAll={() => setWanted('')} />
      </div>
    </PageFrame>
  );
}

function Contents({ groups }: { readonly groups: readonly ShownGroup[] }) {
  return (
    <nav className={classes.contents} aria-label="Parts of the settings">
      {groups.map(({ group }) => (
        <NavLink key={group} component="button" label={settingGroups[group].title} onClick={() => showGroup(group)} />
      ))}
    </nav>
  );
}

function Groups({ groups, onShowAll }: { readonly groups: readonly ShownGroup[]; readonly onShowAll: () => void }) {
  const { ui } = useDesk();
  const known = useDeskState(({ facts }) => facts !== null);
  const wantedSetting = useUi((state) => state.wantedSetting);
  const box = useRef<HTMLDivElement>(null);
  const isThere = groups.some(
    ({ group, items }) => group === wantedSetting || items.some(({ key }) => key === wantedSetting),
  );
  useEffect(() => {
    if (wantedSetting === null || !known) return;
    if (!isThere) {
      onShowAll();
      return;
    }
    if (isGroup(wantedSetting)) showGroup(wantedSetting);
    else {
      const row = box.current?.querySelector<HTMLElement>(`[data-setting="${wantedSetting}"]`);
      row?.scrollIntoView({ block: 'center' });
      // Of several choices the one that is chosen: the others would take its place with the next arrow.
      const control = row?.querySelector<HTMLElement>('input:checked') ?? row?.querySelector('input, textarea, button');
      if (control instanceof HTMLElement) control.focus({ preventScroll: true });
    }
    ui.setState({ wantedSetting: null });
  }, [isThere, known, onShowAll, ui, wantedSetting]);
  return (
    <div ref={box} className={classes.scroll}>
      <WaitingNotice />
      {groups.length === 0 && (
        <Empty icon={<IconSettings size={24} stroke={1.5} />} title="No setting has these words">
          Search by what it does, or by its name in the environment.
        </Empty>
      )}
      {known &&
        groups.map(({ group, items }) => (
          <section key={group} className={classes.group} aria-labelledby={headingId(group)}>
            <h3 id={headingId(group)} tabIndex={-1} className={classes.title}>
              {settingGroups[group].title}
            </h3>
            <p className={classes.about}>{settingGroups[group].about}</p>
            {group === 'twilio' && <ConnectRow />}
            {items.map(({ key, isSecret }) =>
              isSecret ? (
                <Fragment key={key}>
                  <SecretRow secret={key as SecretKey} />
                  {key === 'openaiApiKey' && <EndpointTestRow />}
                </Fragment>
              ) : (
                <Fragment key={key}>
                  {key === 'openaiBaseUrl' && <EndpointPresetRow />}
                  <SettingRow setting={key as SettingKey} />
                </Fragment>
              ),
            )}
            {group === 'senders' && <SendersSection />}
            {group === 'data' && <DataSection />}
          </section>
        ))}
    </div>
  );
}

/** Says that something was set which the running console does not have yet. */
function WaitingNotice() {
  const command = useCommand();
  const count = useDeskState(({ facts }) => (facts ? countWaiting(facts.settings) : 0));
  if (count === 0) return null;
  return (
    <div className={classes.notice} role="status">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>
        {count === 1 ? 'One setting takes' : `${count} settings take`} effect when Switchboard starts again. Messages
        that arrive meanwhile are fetched then.
      </span>
      <Button size="compact-sm" variant="default" onClick={() => void command('desk.restart', {})}>
        Start again now
      </Button>
    </div>
  );
}

function countWaiting({ values }: SettingsState): number {
  return settingKeys.filter((key) => values[key].waits).length;
}

function isGroup(wanted: string): wanted is SettingGroup {
  return Object.hasOwn(settingGroups, wanted);
}

function showGroup(group: SettingGroup): void {
  const heading = document.getElementById(headingId(group));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function headingId(group: SettingGroup): string {
  return `settings-${group}`;
}
