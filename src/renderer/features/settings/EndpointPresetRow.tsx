import { Select } from '@mantine/core';
import { useId, useState } from 'react';
import { endpointPresets, presetOf } from '../../../shared/endpoint-presets';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './SettingsPage.module.css';

const OTHER = 'other';

/** Fills in the address of a usual endpoint, and says what else it needs. */
export function EndpointPresetRow() {
  const { ui } = useDesk();
  const command = useCommand();
  const address = useDeskState(({ facts }) => facts?.settings.values.openaiBaseUrl);
  const [saving, setSaving] = useState(false);
  const helpId = useId();
  if (!address) return null;
  const preset = presetOf(address.value);
  const choose = (id: string | null) => {
    const chosen = endpointPresets.find((one) => one.id === id);
    if (!chosen || chosen === preset) return;
    setSaving(true);
    void command('setting.put', { key: 'openaiBaseUrl', value: chosen.baseUrl }).then((done) => {
      setSaving(false);
      if (done !== undefined) ui.setState({ announcement: `Address of ${chosen.label} filled in` });
    });
  };
  const data = endpointPresets.map(({ id, label }) => ({ value: id, label }));
  return (
    <div className={classes.row}>
      <div>
        <p className={classes.name}>Where the language model runs</p>
        <p id={helpId} className={classes.help}>
          {preset?.needs ?? 'An address of your own, below. Choose one of the usual ones to have it filled in.'}
        </p>
      </div>
      <div className={classes.control}>
        <Select
          size="xs"
          allowDeselect={false}
          aria-label="Where the language model runs"
          aria-describedby={helpId}
          data={preset ? data : [...data, { value: OTHER, label: 'Somewhere else' }]}
          value={preset?.id ?? OTHER}
          disabled={saving || address.from === 'environment'}
          onChange={choose}
        />
      </div>
    </div>
  );
}
