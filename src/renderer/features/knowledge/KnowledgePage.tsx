import { Button, Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportPreview } from '../../../shared/contract/knowledge-contract';
import { formatNumber } from '../../components/formats';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { ExportMenu } from '../pages/ExportMenu';
import { PageFrame } from '../pages/PageFrame';
import { EntriesTab } from './EntriesTab';
import { anyEntry } from './entry-query';
import { GapsTab } from './GapsTab';
import { ImportDialog } from './ImportDialog';
import classes from './Knowledge.module.css';
import { nothingAsked, TestTab } from './TestTab';
import { useEntries } from './use-entries';

/** What the AI may rest on: the team's questions and answers, a box to try them, and what they do not answer yet. */
export function KnowledgePage() {
  const { ui } = useDesk();
  const entries = useEntries();
  const command = useCommand();
  const [query, setQuery] = useState(anyEntry);
  const [asked, setAsked] = useState(nothingAsked);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const count = entries.all?.length ?? null;
  return (
    <PageFrame
      title="Knowledge"
      aside={
        count !== null && <span className="dim">{count === 1 ? '1 entry' : `${formatNumber(count)} entries`}</span>
      }
      tools={
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUpload size={14} stroke={1.75} />}
            onClick={() =>
              void command('knowledge.import-choose', {}).then((found) => {
                if (found) setPreview(found);
              })
            }
          >
            Import…
          </Button>
          <ExportEntries disabled={count === null || count === 0} />
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={() => ui.setState({ editingEntry: { entry: null } })}
          >
            New entry
          </Button>
        </>
      }
    >
      <Tabs defaultValue="entries" keepMounted={false} className={classes.tabs ?? ''}>
        <Tabs.List className={classes.tabList ?? ''} aria-label="Parts of the knowledge">
          <Tabs.Tab value="entries">Entries</Tabs.Tab>
          <Tabs.Tab value="test">Test</Tabs.Tab>
          <Tabs.Tab value="gaps">Gaps</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entries" className={classes.panel ?? ''}>
          <EntriesTab entries={entries} query={query} onQuery={setQuery} />
        </Tabs.Panel>
        <Tabs.Panel value="test" className={classes.panel ?? ''}>
          <TestTab entries={entries.all ?? []} asked={asked} onAsked={setAsked} />
        </Tabs.Panel>
        <Tabs.Panel value="gaps" className={classes.panel ?? ''}>
          <GapsTab />
        </Tabs.Panel>
      </Tabs>
      <ImportDialog preview={preview} onClose={() => setPreview(null)} />
    </PageFrame>
  );
}

function ExportEntries({ disabled }: { readonly disabled: boolean }) {
  const { ui } = useDesk();
  const command = useCommand();
  const save = async (format: 'csv' | 'markdown') => {
    const done = await command('knowledge.export', { format });
    if (done?.file == null) return;
    const many = done.entries === 1 ? '1 entry was' : `${formatNumber(done.entries)} entries were`;
    const words = `${many} written to ${done.file}`;
    notifications.show({ message: words });
    ui.setState({ announcement: words });
  };
  return (
    <ExportMenu
      formats={[
        { format: 'csv', label: 'As a table (CSV)…' },
        { format: 'markdown', label: 'As text (Markdown)…' },
      ]}
      disabled={disabled}
      onExport={(format) => void save(format)}
    />
  );
}
