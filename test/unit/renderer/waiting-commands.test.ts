import { expect, it } from 'vitest';
import { createWaitingCommands } from '../../../src/renderer/store/waiting-commands';

// Bug caught: a command of the menu that opens the window is lost, since it comes before anybody listens for it.
it('keeps what comes too early for whoever listens first, and gives it once', () => {
  const commands = createWaitingCommands();
  const [first, second]: [string[], string[]] = [[], []];
  commands.give('page.activity');
  const end = commands.onCommand((id) => first.push(id));
  commands.onCommand((id) => second.push(id));
  commands.give('help.keys');
  end();
  commands.give('page.inbox');
  expect(first).toEqual(['page.activity', 'help.keys']);
  expect(second).toEqual(['help.keys', 'page.inbox']);
});
