/**
 * Everything that can be done from anywhere, once: the menu, the keys themselves, the list of keys and the spotlight all read
 * it here. A key is written as `J`, `Mod+Shift+A` (Mod: Ctrl, ⌘ on a Mac) or `G I` (one after the other).
 */
export interface CommandDefinition {
  readonly label: string;
  /** Null: it has none. */
  readonly key: string | null;
  /** Where it stands in the menu; null: it only makes sense in the text box, so it stands in the list of keys alone. */
  readonly menu: 'ai' | 'conversation' | 'go' | 'file' | 'help' | null;
}

export const commands = {
  'ai.toggle': { label: 'AI replies on or off everywhere', key: 'Mod+Shift+A', menu: 'ai' },
  'thread.next': { label: 'Next conversation', key: 'J', menu: 'conversation' },
  'thread.previous': { label: 'Previous conversation', key: 'K', menu: 'conversation' },
  'thread.open': { label: 'Open the conversation', key: 'Enter', menu: 'conversation' },
  'thread.reply': { label: 'Reply', key: 'R', menu: 'conversation' },
  'thread.canned': { label: 'Insert a canned reply', key: '/', menu: 'conversation' },
  'thread.note': { label: 'Write a note', key: 'N', menu: 'conversation' },
  'thread.done': { label: 'Done, or open again', key: 'E', menu: 'conversation' },
  'thread.snooze': { label: 'Snooze', key: 'S', menu: 'conversation' },
  'thread.tag': { label: 'Tags', key: 'T', menu: 'conversation' },
  'thread.unread': { label: 'Mark as unread', key: 'U', menu: 'conversation' },
  'thread.own': { label: 'Take over, or release', key: 'O', menu: 'conversation' },
  'thread.call': { label: 'Call', key: 'C', menu: 'conversation' },
  'thread.mode': { label: 'Next AI mode: Auto, Draft, Off', key: 'A', menu: 'conversation' },
  'caller.write-in': { label: 'Write in as a verified caller…', key: null, menu: 'conversation' },
  'search.open': { label: 'Search messages and people', key: 'Mod+F', menu: 'go' },
  'spotlight.open': { label: 'Go to anything', key: 'Mod+K', menu: 'go' },
  'page.inbox': { label: 'Inbox', key: 'G I', menu: 'go' },
  'page.ai': { label: 'AI', key: 'G R', menu: 'go' },
  'page.sessions': { label: 'Sessions', key: 'G S', menu: 'go' },
  'page.insights': { label: 'Insights', key: 'G N', menu: 'go' },
  'page.knowledge': { label: 'Knowledge', key: 'G K', menu: 'go' },
  'page.activity': { label: 'Activity', key: 'G A', menu: 'go' },
  'page.settings': { label: 'Settings', key: 'Mod+,', menu: 'go' },
  'twilio.connect': { label: 'Connect Twilio…', key: null, menu: 'file' },
  'data.backup': { label: 'Back up…', key: null, menu: 'file' },
  'data.restore': { label: 'Restore…', key: null, menu: 'file' },
  'help.keys': { label: 'Keyboard shortcuts', key: '?', menu: 'help' },
  'text.send': { label: 'Send what is written', key: 'Mod+Enter', menu: null },
  'text.sendDone': { label: 'Send and mark as done', key: 'Mod+Shift+Enter', menu: null },
  'text.leave': { label: 'Leave the text box', key: 'Esc', menu: null },
} as const satisfies Readonly<Record<string, CommandDefinition>>;

export type CommandId = keyof typeof commands;
/** Those that can be done from anywhere. */
export type RunnableId = { [I in CommandId]: (typeof commands)[I]['menu'] extends null ? never : I }[CommandId];

export const commandIds = Object.keys(commands) as readonly CommandId[];
/** In the order of the menu. */
export const runnableIds = commandIds.filter((id): id is RunnableId => commands[id].menu !== null);

/** Gives the key of a command, as it is written here; null where it has none. */
export function keyOf(id: CommandId): string | null {
  return commands[id].key;
}

/** Gives a key as people read it: `Ctrl/⌘ + Shift + A`, `G then I`. */
export function keyWords(key: string): string {
  return key.replace(/ /g, ' then ').replace(/\+/g, ' + ').replace('Mod', 'Ctrl/⌘');
}

/** What a key press says of itself (DOM's KeyboardEvent). */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Gives the command of a key press.
 *
 * @param before the letter that a sequence began with and that was pressed just before, if any
 */
export function commandOfKey(press: KeyPress, before: string | null): RunnableId | undefined {
  const written = writtenKey(press);
  if (written === null) return undefined;
  const wanted = before === null ? written : `${before} ${written}`;
  return runnableIds.find((id) => keyOf(id) === wanted);
}

/** Whether a sequence begins with this letter. */
export function beginsSequence(letter: string): boolean {
  return runnableIds.some((id) => keyOf(id)?.startsWith(`${letter} `));
}

/** Gives a key press as it is written above; null where Alt is in it. Shift counts only beside Ctrl or ⌘. */
export function writtenKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string | null {
  if (altKey) return null;
  const name = key.length === 1 ? key.toUpperCase() : key;
  if (!ctrlKey && !metaKey) return name;
  return `Mod+${shiftKey ? 'Shift+' : ''}${name}`;
}
