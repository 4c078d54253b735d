import type { SettingValue } from '../../shared/contract/setting-definitions';
import type { Desk } from './create-desk';

/** Size of the page's text, which every other size is a multiple of. */
const textSizes: Readonly<Record<SettingValue<'textSize'>, string>> = {
  small: '87.5%',
  usual: '100%',
  large: '112.5%',
  largest: '131.25%',
};

/** Keeps the window as the settings say, and the settings as the window says where it has a switch of its own. */
export function followSettings({ state, ui, ask }: Pick<Desk, 'state' | 'ui' | 'ask'>, root: HTMLElement): void {
  state.subscribe(({ facts }, before) => {
    const values = facts?.settings.values;
    if (!values || values === before.facts?.settings.values) return;
    root.style.fontSize = textSizes[values.textSize.value];
    if (values.enterSends.value !== before.facts?.settings.values.enterSends.value) {
      ui.setState({ enterSends: values.enterSends.value });
    }
  });
  ui.subscribe(({ enterSends }, before) => {
    const known = state.getState().facts?.settings.values.enterSends.value;
    if (enterSends === before.enterSends || known === undefined || known === enterSends) return;
    // It holds in this window all the same; the next one asks the settings again.
    ask('setting.put', { key: 'enterSends', value: enterSends }).catch(() => undefined);
  });
}
