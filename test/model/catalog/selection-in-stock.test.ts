import { describe, expect, it } from 'vitest';
import { type Criteria, selectFamilies, selectTypes } from '../../../src/model/catalog/selection.ts';
import { criteria } from '../../helpers/small-catalog.ts';
import { itsStock, stockedCatalog } from '../../helpers/stock.ts';

const from = (min: number, max = Number.POSITIVE_INFINITY) => ({ min, max });
const wanted = (more: Partial<Criteria>) => criteria({ stock: itsStock, ...more });
const typesOf = (more: Partial<Criteria>) => selectTypes(stockedCatalog, wanted(more)).rows.map(({ type, zones }) => [type, zones]);
const familiesOf = (more: Partial<Criteria>) => selectFamilies(stockedCatalog, wanted(more)).rows.map(({ family, zones }) => [family, zones]);

describe('types', () => {
  it('name the zones where they are in stock, null where that is not known', () => {
    expect(typesOf({})).toEqual([
      ['ecs.a9.large', []],
      ['ecs.a9.8xlarge', ['cn-hangzhou-g']],
      ['ecs.b9.large', null],
    ]);
  });

  it('in stock leave out what is sold out and what is unknown', () => expect(typesOf({ inStock: true })).toEqual([['ecs.a9.8xlarge', ['cn-hangzhou-g']]]));

  it('in stock may be unknown when asked', () =>
    expect(typesOf({ inStock: true, includeUnknown: true }).map(([type]) => type)).toEqual(['ecs.a9.8xlarge', 'ecs.b9.large']));

  it('have no zones when nobody asked for stock, and then none is in stock', () => {
    expect(selectTypes(stockedCatalog, criteria()).rows.map(({ zones }) => zones)).toEqual([null, null, null]);
    expect(selectTypes(stockedCatalog, criteria({ inStock: true }))).toMatchObject({
      rows: [],
      undecided: { rows: 3, about: new Map([['stock', 3]]) },
    });
  });
});

describe('families', () => {
  it('name the zones of any of their types', () =>
    expect(familiesOf({})).toEqual([
      ['ecs.a9', ['cn-hangzhou-g']],
      ['ecs.b9', null],
      ['ecs.e9', null],
    ]));

  it.each<[string, Partial<Criteria>, string[]]>([
    ['any type', {}, ['ecs.a9']],
    ['a type in the range', { ranges: new Map([['vcpus', from(32)]]) }, ['ecs.a9']],
    ['a type in the range that is sold out', { ranges: new Map([['vcpus', from(2, 2)]]) }, []],
    ['a type with the feature', { has: ['erdma'] }, ['ecs.a9']],
    ['a type with the feature and in the range, each in stock with another one', { has: ['erdma'], ranges: new Map([['vcpus', from(2, 2)]]) }, []],
    ['unknown stock when asked', { includeUnknown: true }, ['ecs.a9', 'ecs.b9', 'ecs.e9']],
  ])('in stock: %s', (_, more, expected) => expect(familiesOf({ inStock: true, ...more }).map(([family]) => family)).toEqual(expected));
});
