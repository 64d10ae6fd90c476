import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDepthMeter } from '../../src/model/json-depth.ts';

const depthOf = (text: string, size = text.length) => {
  const measure = createDepthMeter();
  const bytes = Buffer.from(text);
  let depth = 0;
  for (let i = 0; i < bytes.length; i += size) depth = measure(bytes.subarray(i, i + size));
  return depth;
};

it.each([
  ['1', 0],
  ['"[[["', 0],
  ['"\\"[[["', 0],
  ['"\\\\",[', 1],
  ['[]', 1],
  ['[{"a":[1]},{"b":{}},[]]', 3],
  ['[['.repeat(50), 100],
  ['{"[":"]","中":[[]]}', 3],
])('the depth of %j is %i, however it is cut into chunks', (text, expected) => {
  for (const size of [1, 2, 3, 1000]) expect(depthOf(text, size)).toBe(expected);
});

it('is that of the value', () => {
  const deep = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => depthOf(JSON.stringify(value)) === deep(value)),
    { seed: 13 },
  );
});
