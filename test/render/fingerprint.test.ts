import { expect, it } from 'vitest';
import { hashText } from '../../src/render/fingerprint.ts';

// From the tables that come with FNV.
it.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('the hash of %j is %s', (text, hash) => expect(hashText(text)).toBe(hash));
