import { describe, expect, it } from 'vitest';
import {
  filledList,
  flag,
  positive,
  quantityOrName,
  type Reading,
  reader,
  readFields,
  several,
  stated,
  words,
} from '../../../src/model/registry/field-reader.ts';
import type { Status } from '../../../src/model/registry/status.ts';

const nvme = words(['required'], ['unsupported']);

const table: readonly [string, Reading, readonly unknown[], Status][] = [
  ['positive', positive, [1], 'yes'],
  ['positive', positive, [0], 'no'],
  ['positive', positive, [undefined], 'unknown'],
  ['positive', positive, [null], 'unknown'],
  ['positive', positive, ['3'], 'unknown'],
  ['several', several, [2], 'yes'],
  ['several', several, [1], 'no'],
  ['several', several, [0], 'no'],
  ['several', several, [undefined], 'unknown'],
  ['flag', flag, [true], 'yes'],
  ['flag', flag, [false], 'no'],
  ['flag', flag, [undefined], 'unknown'],
  ['flag', flag, ['true'], 'unknown'],
  ['flag', flag, [0], 'unknown'],
  ['words', nvme, ['required'], 'yes'],
  ['words', nvme, ['Required'], 'yes'],
  ['words', nvme, ['unsupported'], 'no'],
  ['words', nvme, ['supported'], 'unknown'],
  ['words', nvme, ['optional'], 'unknown'],
  ['words', nvme, [''], 'unknown'],
  ['words', nvme, [undefined], 'unknown'],
  ['words', nvme, [null], 'unknown'],
  ['words', nvme, [true], 'unknown'],
  ['words', nvme, [false], 'unknown'],
  ['quantityOrName', quantityOrName, [2, 'local_ssd_pro'], 'yes'],
  ['quantityOrName', quantityOrName, [2, undefined], 'yes'],
  ['quantityOrName', quantityOrName, [undefined, 'local_ssd_pro'], 'yes'],
  ['quantityOrName', quantityOrName, [0, 'NVIDIA T4/4'], 'yes'],
  ['quantityOrName', quantityOrName, [1, ''], 'yes'],
  ['quantityOrName', quantityOrName, [0, ''], 'no'],
  ['quantityOrName', quantityOrName, [0, undefined], 'no'],
  ['quantityOrName', quantityOrName, [undefined, ''], 'no'],
  ['quantityOrName', quantityOrName, [undefined, undefined], 'unknown'],
  ['quantityOrName', quantityOrName, [null, null], 'unknown'],
  ['filledList', filledList, [[{}]], 'yes'],
  ['filledList', filledList, [[]], 'no'],
  ['filledList', filledList, [undefined], 'unknown'],
  ['filledList', filledList, [{}], 'unknown'],
  ['stated', stated, [true], 'yes'],
  ['stated', stated, [false], 'no'],
  ['stated', stated, [2], 'yes'],
  ['stated', stated, [0], 'no'],
  ['stated', stated, ['NVMe SSD'], 'yes'],
  ['stated', stated, [{ model: 'A10' }], 'yes'],
  ['stated', stated, [undefined], 'unknown'],
  ['stated', stated, [null], 'unknown'],
];

describe('readings', () => {
  it.each(table)('%s: %#', (name, reading, values, status) => {
    expect({ name, values, status: reading.read(...values) }).toEqual({ name, values, status });
  });
});

describe('readFields', () => {
  it('hands the fields to the reading in order', () => {
    expect(readFields(reader(quantityOrName, 'Disk.Amount', 'Category'), { Disk: { Amount: 0 }, Category: 'ssd' })).toBe('yes');
    expect(readFields(reader(quantityOrName, 'Disk.Amount', 'Category'), { Disk: { Amount: 0 } })).toBe('no');
  });

  it('is unknown of anything that is no record', () => {
    for (const record of [undefined, null, 'text', 3, []]) expect(readFields(reader(flag, 'A.B'), record)).toBe('unknown');
  });
});
