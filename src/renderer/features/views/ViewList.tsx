import { ActionIcon, NavLink, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClockPause,
  IconDeviceMobile,
  IconDeviceDesktop,
  IconHourglass,
  IconInbox,
  IconKeyboard,
  IconMoon,
  IconPhoneOff,
  IconSparkles,
  IconSun,
  IconUserExclamation,
} from '@tabler/icons-react';
import type { SettingValue } from '../../../shared/contract/setting-definitions';
import { views, type View } from '../../../shared/views';
import { formatNumber } from '../../components/formats';
import { showView } from '../../store/create-desk';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { isDemo } from '../../store/desk-state';
import { showPage } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import { useSetting } from '../../store/use-setting';
import { rooms, type PageWords } from '../pages/page-names';
import { viewWords } from './view-names';
import classes from './ViewList.module.css';

const icons = {
  'needs-human': IconUserExclamation,
  ai: IconSparkles,
  waiting: IconHourglass,
  snoozed: IconClockPause,
  failed: IconAlertTriangle,
  missed: IconPhoneOff,
  done: IconCheck,
  all: IconInbox,
} as const satisfies Record<View, unknown>;

/** Views where a number asks for something to be done. */
const urgent: ReadonlySet<View> = new Set(['needs-human', 'failed']);

/** The views of the inbox with their counts, and below them the rooms of the console. */
export function ViewList() {
  const desk = useDesk();
  const command = useCommand();
  const demo = useDeskState(isDemo);
  return (
    <nav className={classes.views} aria-label="Views">
      <div>
        {views.map((view) => (
          <ViewLink key={view} view={view} />
        ))}
      </div>
      <div className={classes.rooms}>
        {rooms.map((room) => (
          <PageLink key={room.page} room={room} />
        ))}
        {demo && (
          <NavLink
            component="button"
            label="Simulator"
            leftSection={<IconDeviceMobile size={16} stroke={1.75} />}
            onClick={() => void command('simulator.show', {})}
          />
        )}
        <div className={classes.tools}>
          <LookButton />
          <Tooltip label="Keyboard shortcuts (?)">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Keyboard shortcuts"
              onClick={() => desk.ui.setState({ drawer: 'shortcuts' })}
            >
              <IconKeyboard size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </nav>
  );
}

function ViewLink({ view }: { readonly view: View }) {
  const desk = useDesk();
  const inInbox = useUi((ui) => ui.page === 'inbox');
  const chosen = useDeskState((state) => state.list.view === view) && inInbox;
  const count = useDeskState((state) => state.facts?.counts[view] ?? 0);
  const { name } = viewWords[view];
  const Icon = icons[view];
  return (
    <NavLink
      component="button"
      active={chosen}
      aria-current={chosen ? 'page' : undefined}
      label={name}
      title={name}
      leftSection={<Icon size={16} stroke={1.75} />}
      rightSection={
        <span className={classes.count} data-urgent={(count > 0 && urgent.has(view)) || undefined}>
          <span className={count > 0 ? undefined : 'visuallyHidden'}>
            {formatNumber(count, { notation: 'compact' })}
          </span>
          <span className="visuallyHidden"> {count === 1 ? 'conversation' : 'conversations'}</span>
        </span>
      }
      onClick={() => showView(desk, view)}
    />
  );
}

function PageLink({ room }: { readonly room: PageWords }) {
  const desk = useDesk();
  const chosen = useUi((ui) => ui.page === room.page);
  return (
    <NavLink
      component="button"
      active={chosen}
      aria-current={chosen ? 'page' : undefined}
      label={room.name}
      title={room.name}
      leftSection={<room.Icon size={16} stroke={1.75} />}
      onClick={() => showPage(desk, room.page)}
    />
  );
}

const looks: readonly {
  readonly theme: SettingValue<'theme'>;
  readonly word: string;
  readonly Icon: typeof IconSun;
}[] = [
  { theme: 'system', word: 'as the system', Icon: IconDeviceDesktop },
  { theme: 'light', word: 'light', Icon: IconSun },
  { theme: 'dark', word: 'dark', Icon: IconMoon },
];

/** Goes round from the system's look to light to dark. */
function LookButton() {
  const command = useCommand();
  const theme = useSetting('theme') ?? 'system';
  const at = looks.findIndex((look) => look.theme === theme);
  const now = looks[at] ?? looks[0];
  const next = looks[(at + 1) % looks.length];
  if (!now || !next) return null;
  const label = `Look: ${now.word}. Change to ${next.word}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        onClick={() => void command('setting.put', { key: 'theme', value: next.theme })}
      >
        <now.Icon size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
