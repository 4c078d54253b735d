import type { SecretKey, SettingKey } from '../../../shared/contract/setting-definitions';
import type { SettingGroup } from '../../../shared/contract/setting-shape';
import type { Desk } from '../../store/create-desk';
import { showPage } from '../../store/show-page';

/** Turns to the settings page and puts the focus on one setting of it, or on the heading of a part. */
export function showSetting(desk: Desk, key: SettingKey | SecretKey | SettingGroup): void {
  desk.ui.setState({ wantedSetting: key });
  showPage(desk, 'settings');
}
