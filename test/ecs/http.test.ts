import { expect, it } from 'vitest';
import { guardRequests, type HttpModule } from '../../src/ecs/http.ts';

/** A module that keeps the options of its requests. */
function moduleThatKeeps() {
  const sent: object[] = [];
  const http: HttpModule = { request: async (_url, options) => sent.push(options) };
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
