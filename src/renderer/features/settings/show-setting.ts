import type { SecretKey, SettingKey } from '../../../shared/contract/setting-definitions';
import type { Desk } from '../../store/create-desk';
import { showPage } from '../../store/show-page';

/** Turns to the settings page and puts the focus on one setting of it. */
export function showSetting(desk: Desk, key: SettingKey | SecretKey): void {
  desk.ui.setState({ wantedSetting: key });
  showPage(desk, 'settings');
}
