import type { ClientRequest, IncomingMessage } from 'node:http';
import { Transform, type TransformCallback } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { createDepthMeter, maxDepth } from '../model/json-depth.ts';

/** A reply that is larger is none of the API's, whose largest are some 3 MB. */
export const maxReplyBytes = 64 * 1024 * 1024;

const unpackers: Readonly<Record<string, () => Transform>> = { gzip: createGunzip, deflate: createInflate };

/**
 * A reply whose body ends with an error once it is too large or nests too deep, unpacked if it is packed: nobody else
 * counts, and memory is full before the time is up. It has what the SDK reads of a reply.
 */
export function boundReply(reply: IncomingMessage): Transform {
  const { 'content-encoding': encoding = '', ...headers } = reply.headers;
  const unpack = unpackers[encoding]?.();
  const measure = createDepthMeter();
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
      size += chunk.length;
      const isFit = size <= maxReplyBytes && measure(chunk) <= maxDepth;
      done(isFit ? null : Object.assign(new Error('a reply without end'), { code: 'ReplyTooLarge' }), chunk);
    },
  });
  // What goes wrong before the last part goes wrong with it. Node's own pipeline takes that for a request, by its
  // `req`.
  for (const part of unpack ? [reply, unpack] : [reply]) part.once('error', (error) => counter.destroy(error));
  counter.once('close', () => reply.destroy());
  (unpack ? reply.pipe(unpack) : reply).pipe(counter);
  const { statusCode, statusMessage, httpVersion, socket, req } = reply as IncomingMessage & { readonly req: ClientRequest };
  return Object.assign(counter, { statusCode, statusMessage, httpVersion, headers, socket, req });
}
