import { valueAt } from '../record.ts';
import type { Status } from './status.ts';

/** Turns the raw values of some fields into a status; `when` says in words what makes it a yes. */
export interface Reading {
  readonly when: string;
  read(...values: readonly unknown[]): Status;
}

/** Something that shows a feature: field paths of a record (`EnhancedNetwork.SriovSupport`) and how to read them. */
export interface FieldReader extends Reading {
  readonly fields: readonly string[];
}

/** A field reader made of a reading and the fields it is applied to, in order. */
export function reader(reading: Reading, ...fields: readonly string[]): FieldReader {
  return { ...reading, fields };
}

/** What a field reader says of a record: unknown wherever the record does not carry the fields. */
export function readFields(from: FieldReader, record: unknown): Status {
  return from.read(...from.fields.map((field) => valueAt(record, field)));
}

/** A quantity: above zero is a yes, zero a no, anything else unknown. */
export const positive: Reading = {
  when: '> 0',
  read: (value) => (typeof value !== 'number' || value < 0 ? 'unknown' : value > 0 ? 'yes' : 'no'),
};

/** A quantity of which one is normal: more than one is a yes, zero or one a no. */
export const several: Reading = {
  when: '> 1',
  read: (value) => (typeof value !== 'number' || value < 0 ? 'unknown' : value > 1 ? 'yes' : 'no'),
};

/** A boolean field. */
export const flag: Reading = {
  when: 'true',
  read: (value) => (value === true ? 'yes' : value === false ? 'no' : 'unknown'),
};

/** A field of words, of which some are known to mean yes or no; any other word is unknown. */
export function words(yes: readonly string[], no: readonly string[]): Reading {
  return {
    when: yes.join(' or '),
    read(value) {
      if (typeof value !== 'string' && typeof value !== 'boolean') return 'unknown';
      const word = String(value).toLowerCase();
      if (yes.includes(word)) return 'yes';
      return no.includes(word) ? 'no' : 'unknown';
    },
  };
}

/** A quantity and a name that goes with it: either shows the thing, and only zero or an empty name denies it. */
export const quantityOrName: Reading = {
  when: '> 0, or named',
  read(quantity, name) {
    const named = typeof name === 'string' ? name !== '' : undefined;
    if (named || (typeof quantity === 'number' && quantity > 0)) return 'yes';
    return quantity === 0 || named === false ? 'no' : 'unknown';
  },
};

/** A list that has entries. An absent list says nothing. */
export const filledList: Reading = {
  when: 'not empty',
  read: (value) => (!Array.isArray(value) ? 'unknown' : value.length > 0 ? 'yes' : 'no'),
};

/** A documented fact: a boolean is what it says, a figure is a yes above zero, any description is a yes. */
export const stated: Reading = {
  when: 'stated',
  read(value) {
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'number') return value > 0 ? 'yes' : 'no';
    return value === undefined || value === null ? 'unknown' : 'yes';
  },
};

/** Documented facts of which any one that says yes is enough. */
export const anyStated: Reading = {
  when: 'stated',
  read(...values) {
    const said = values.map((value) => stated.read(value));
    return said.includes('yes') ? 'yes' : said.includes('no') ? 'no' : 'unknown';
  },
};
