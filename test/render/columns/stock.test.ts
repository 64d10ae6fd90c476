import { describe, expect, it } from 'vitest';
import type { StockStatus, ZoneStock } from '../../../src/model/market/stock.ts';
import type { StockReport } from '../../../src/model/reports/availability.ts';
import { toMatrix } from '../../../src/render/columns/stock.ts';
import { renderers } from '../../../src/render/formats/renderers.ts';
import { textOf } from '../../../src/render/note.ts';

const zonesOf = (region: string, ...zones: readonly (string | null)[]): ZoneStock[] => zones.map((zone) => ({ region, zone, types: new Map() }));
const rowsOf = (zones: readonly ZoneStock[], types: Readonly<Record<string, readonly StockStatus[]>>): StockReport[] =>
  Object.entries(types).flatMap(([type, statuses]) =>
    zones.map(({ region, zone }, i): StockReport => ({ type, family: 'ecs.g8i', region, zone, charge: 'postpaid', status: statuses[i] ?? 'unknown' })),
  );
const render = async (rows: readonly StockReport[], zones: readonly ZoneStock[], width?: number) => {
  const { list, notes } = toMatrix(rows, zones, width);
  const { text, notes: more } = await renderers.table(list, { width, header: true, paint: (cell) => cell });
  return { text, notes: [...more, ...notes].map(textOf) };
};

const hangzhou = zonesOf('cn-hangzhou', 'cn-hangzhou-g', 'cn-hangzhou-h', 'cn-hangzhou-i');
const frankfurt = zonesOf('eu-central-1', 'eu-central-1a', 'eu-central-1b');
const statuses = {
  'ecs.g8i.large': ['with-stock', 'closed-with-stock', 'without-stock'],
  'ecs.g8i.xlarge': ['closed-without-stock', 'not-offered', 'unknown'],
} as const;

describe('the matrix', () => {
  it('has a line a type and a column a zone, each status with a mark of its own', async () => {
    const { text, notes } = await render(rowsOf(hangzhou, statuses), hangzhou);
    expect(text).toBe(
      'Type            cn-hangzhou-g  cn-hangzhou-h  cn-hangzhou-i\n' +
        'ecs.g8i.large   yes            last           out\n' +
        'ecs.g8i.xlarge  gone           -              ?\n',
    );
    expect(notes).toEqual([
      'Legend: yes in stock; last left-over stock, not replenished; out sold out, expected back; gone sold out for good; - not offered in the zone; ? not known.',
    ]);
  });

  it('explains only the marks that occur', async () => {
    const { notes } = await render(rowsOf(hangzhou, { 'ecs.g8i.large': ['not-offered', 'not-offered', 'not-offered'] }), hangzhou);
    expect(notes).toEqual(['Legend: - not offered in the zone.']);
  });

  it('shortens the ids of a region to letters where there is no room for them', async () => {
    const zones = [...hangzhou, ...frankfurt];
    const { text, notes } = await render(rowsOf(zones, { 'ecs.g8i.large': ['with-stock', 'with-stock', 'with-stock', 'with-stock', 'with-stock'] }), zones, 70);
    expect(text).toBe('Type           cn-hangzhou-g  h    i    eu-central-1a  b\n' + 'ecs.g8i.large  yes            yes  yes  yes            yes\n');
    expect(notes).toHaveLength(1);
  });

  it('leaves out zones from the end and names them', async () => {
    const zones = [...hangzhou, ...frankfurt];
    const rows = rowsOf(zones, { 'ecs.g8i.large': ['with-stock', 'with-stock', 'with-stock', 'unknown', 'unknown'] });
    const { text, notes } = await render(rows, zones, 50);
    expect(text).toBe('Type           cn-hangzhou-g  h    i\n' + 'ecs.g8i.large  yes            yes  yes\n');
    expect(notes).toEqual(['Legend: yes in stock.', '50 columns leave no room for eu-central-1a,b: -o wide shows all zones, --zone picks some.']);
  });

  it('fits every width that has room for a type and a zone', async () => {
    const zones = [...hangzhou, ...frankfurt];
    const rows = rowsOf(zones, { 'ecs.g8i.12xlarge': ['closed-without-stock', 'unknown', 'unknown', 'unknown', 'unknown'] });
    for (let width = 31; width <= 120; width += 1) {
      const lines = (await render(rows, zones, width)).text.split('\n');
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
      expect(lines[0]).toContain('cn-hangzhou-g');
    }
  });

  it('shows a region without zones as a column', async () => {
    const zones = [...hangzhou, ...zonesOf('eu-west-1', null)];
    const { text } = await render(rowsOf(zones, { 'ecs.g8i.large': ['with-stock', 'with-stock', 'with-stock', 'unknown'] }), zones);
    expect(text.split('\n')[0]).toBe('Type           cn-hangzhou-g  cn-hangzhou-h  cn-hangzhou-i  eu-west-1');
  });

  it('keeps the order of the rows, and leaves blank what no row speaks of', async () => {
    const rows = rowsOf(hangzhou, statuses)
      .reverse()
      .filter(({ status }) => status !== 'not-offered');
    const { text } = await render(rows, hangzhou);
    expect(text).toBe(
      'Type            cn-hangzhou-g  cn-hangzhou-h  cn-hangzhou-i\n' +
        'ecs.g8i.xlarge  gone                          ?\n' +
        'ecs.g8i.large   yes            last           out\n',
    );
  });
});
