// Started by the tests of this folder: a server whose answers take as many milliseconds as the path says, with
// the same listening and closing as the real one.
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../listen.server.ts';

const listening = await listen(
  async (request, response) => {
    console.log('under way');
    await wait(Number(request.url?.slice(1)));
    response.end('finished');
  },
  { port: 0, addresses: ['127.0.0.1'] },
);
console.log(`port ${listening.port}`);
process.once('SIGTERM', async () => {
  console.log('closing');
  await listening.close(Number(process.argv[2]));
  console.log('closed');
});
