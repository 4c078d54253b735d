import net from 'node:net';
import type { LoadJob, LoadMessage, LoadResult } from './load-generator';
import { signRequests } from './sign-requests';

/**
 * The program that sends requests, in a process of its own so that what it costs is not counted. It writes ready-made
 * bytes to sockets and reads no more of an answer than it must: an HTTP client would cost as much as the server.
 */
process.on('message', (job: LoadJob) => {
  const requests = signRequests(job.url, job.senders, job.count);
  run(job, requests).then(
    (result) => tell({ type: 'done', result }),
    (error: unknown) => tell({ type: 'failed', message: String(error) }),
  );
});
process.on('disconnect', () => process.exit());

function tell(message: LoadMessage): void {
  process.send?.(message);
}

async function run(job: LoadJob, requests: readonly Buffer[]): Promise<LoadResult> {
  const { hostname, port } = new URL(job.url);
  const sockets = await Promise.all(Array.from({ length: job.connections }, () => connect(hostname, Number(port))));
  const latencies: number[] = [];
  let next = 0;
  let ok = 0;
  let example = '';
  const startedAt = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const sentAt = performance.now();
        const answer = await exchange(socket, request);
        latencies.push(performance.now() - sentAt);
        if (answer.startsWith('HTTP/1.1 200 ') && answer.includes('<Message')) ok += 1;
        else example ||= answer;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  for (const socket of sockets) socket.destroy();
  if (ok !== requests.length) {
    throw new Error(
      `${requests.length - ok} of ${requests.length} requests were not answered: ${example.slice(0, 500)}`,
    );
  }
  return { perSecond: requests.length / seconds, latencies };
}

function connect(host: string, port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends a request and gives the whole answer, once as much of it is there as its head promises. */
function exchange(socket: net.Socket, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (data: Buffer): void => {
      text += data.toString('latin1');
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < headEnd + 4 + length) return;
      socket.off('data', onData).off('close', onClose);
      resolve(text);
    };
    const onClose = (): void => reject(new Error('The server closed the connection.'));
    socket.on('data', onData).once('close', onClose);
    socket.write(bytes);
  });
}
