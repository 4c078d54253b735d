import type net from 'node:net';

/** Longest line that is taken, in characters. */
const MAX_LINE = 64 * 1024;

/**
 * Calls back for each line that comes, as JSON; a line that is none or too long ends the connection. Gives the function
 * that ends it.
 */
export function onLines(socket: net.Socket, listener: (line: unknown) => void): () => void {
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) socket.destroy();
    for (const line of lines) {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        socket.destroy();
        return;
      }
      listener(value);
    }
  };
  socket.setEncoding('utf8');
  socket.on('data', take);
  return () => void socket.off('data', take);
}

/** Sends a value as one line. */
export function sendLine(socket: net.Socket, value: unknown): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`);
}
