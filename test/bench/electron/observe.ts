import { ipcRenderer } from 'electron';
import { windowChannels } from '../../../src/shared/window-channels';
import { PAGE_CHANNEL, TEXT_CHANNEL, type PageCommand, type PageReport } from '../messages';

/**
 * Watches a page from beside it: when something has come into the document, not when somebody asked again whether it
 * has.
 */
const awaited = new Set<string>();
let toldAt = 0;

const now = (): number => performance.timeOrigin + performance.now();
const tell = (report: PageReport): void => ipcRenderer.send(PAGE_CHANNEL, report);

document.addEventListener('DOMContentLoaded', () => {
  afterTwoFrames(() => tell({ type: 'empty-painted', at: now() }));
});
whenThere('[role="option"]', () => {
  afterTwoFrames(() => tell({ type: 'list-painted', at: now() }));
});
new MutationObserver((records) => {
  if (awaited.size > 0) look(records);
}).observe(document, { subtree: true, childList: true, characterData: true });

for (const channel of [windowChannels.events, TEXT_CHANNEL]) {
  ipcRenderer.prependListener(channel, () => {
    toldAt = now();
  });
}
ipcRenderer.on(PAGE_CHANNEL, (_event, command: PageCommand) => {
  switch (command.type) {
    case 'ping':
      tell({ type: 'pong', at: now() });
      break;
    case 'press':
      whenThere(command.selector, (element) => {
        element.click();
        tell({ type: 'pressed' });
      });
      break;
    case 'expect':
      awaited.add(command.text);
      break;
  }
});

/** A text counts once it stands in the conversation; the list beside it shows it too. */
function look(records: readonly MutationRecord[]): void {
  const at = now();
  for (const { target, addedNodes } of records) {
    const element = target instanceof Element ? target : target.parentElement;
    const inLog = element?.closest('[role="log"]');
    for (const node of inLog ? [target] : addedNodes) {
      const holder = inLog ? node : node instanceof Element ? node.querySelector('[role="log"]') : null;
      for (const text of awaited) {
        if (!holder?.textContent?.includes(text)) continue;
        awaited.delete(text);
        tell({ type: 'seen', text, at, toldAt });
      }
    }
  }
}

function whenThere(selector: string, callback: (element: HTMLElement) => void): void {
  const found = document.querySelector<HTMLElement>(selector);
  if (found) {
    callback(found);
    return;
  }
  const observer = new MutationObserver(() => {
    const element = document.querySelector<HTMLElement>(selector);
    if (!element) return;
    observer.disconnect();
    callback(element);
  });
  observer.observe(document, { subtree: true, childList: true });
}

function afterTwoFrames(callback: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(callback));
}
