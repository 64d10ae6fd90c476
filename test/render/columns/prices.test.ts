import { expect, it } from 'vitest';
import { formatPrice } from '../../../src/render/columns/prices.ts';

it.each([
  [0, '0'],
  [1, '1'],
  [3712.8, '3712.8'],
  [1234.56789, '1234.5679'],
  [0.92, '0.92'],
  [0.0123456, '0.01235'],
  [0.1 + 0.2, '0.3'],
])('the price %d is shown to people as %s', (price, text) => expect(formatPrice(price)).toBe(text));
