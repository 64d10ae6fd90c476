import type { IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { toFailure } from '../../src/ecs/failure.ts';
import { guardRequests, type HttpModule } from '../../src/ecs/http.ts';

/** A module that keeps the options of its requests. */
function moduleThatKeeps() {
  const sent: object[] = [];
  const http: HttpModule = {
    async request(_url, options) {
      sent.push(options);
      return Object.assign(Readable.from([]), { headers: {}, req: {} }) as unknown as IncomingMessage;
    },
  };
  return { sent, http };
}

it('https goes through the proxy, but for what NO_PROXY names, and plain http never', async () => {
  const { sent, http } = moduleThatKeeps();
  guardRequests({ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '.internal' }, [http, http]);
  for (const url of ['https://ecs.example/', 'https://ecs.internal/', 'http://127.0.0.1/']) await http.request(url, { method: 'POST' });
  const direct = { method: 'POST', rejectUnauthorized: true };
  expect(sent).toEqual([{ ...direct, agent: expect.objectContaining({ proxy: new URL('http://proxy:1') }) }, direct, direct]);
});

it('certificates are verified whatever is asked for', async () => {
  const { sent, http } = moduleThatKeeps();
  guardRequests({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, [http]);
  await http.request('https://ecs.example/', { rejectUnauthorized: false });
  expect(sent).toEqual([{ rejectUnauthorized: true }]);
});

it('what a later session wants of the same module replaces what an earlier one wanted', async () => {
  const { sent, http } = moduleThatKeeps();
  guardRequests({ HTTPS_PROXY: 'http://proxy:1' }, [http]);
  guardRequests({}, [http]);
  await http.request('https://ecs.example/', {});
  expect(sent).toEqual([{ rejectUnauthorized: true }]);
});

it('a proxy that closes is a connection that is closed', async () => {
  const proxy = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const { sent, http } = moduleThatKeeps();
  guardRequests({ HTTPS_PROXY: `http://127.0.0.1:${port}` }, [http]);
  await http.request('https://ecs.example/', {});
  const [{ agent }] = sent as [{ readonly agent: Agent }];
  const error = await new Promise<unknown>((resolve) => request({ host: 'ecs.example', agent }).once('error', resolve).end());
  proxy.close();
  expect(toFailure(error)).toMatchObject({ code: 'ECONNRESET', retryable: true });
});
