import type { FamilyStatus, Finding } from '../model/registry/status.ts';
import { type Cell, type Tone, unknownCell } from './cell.ts';
import type { Note } from './note.ts';

/** A mark that cells use, and what it means. */
export interface Mark {
  readonly mark: string;
  readonly meaning: string;
}

/** The marks of the lists, in the order of their legend. */
const marks: readonly Mark[] = [
  { mark: unknownCell.text, meaning: 'not known' },
  { mark: 'some', meaning: 'part of its types' },
  { mark: '*', meaning: 'inferred by a rule' },
  { mark: '^', meaning: 'the better value' },
  { mark: '!', meaning: 'some evidence says otherwise: see cipu show' },
];

/** The marks that occur in the texts of cells that use them. */
export function marksIn(texts: readonly string[]): readonly Mark[] {
  return marks.filter(({ mark }) => texts.some((text) => text.includes(mark)));
}

/** The note that explains marks; none where there are none. */
export function legendOf(used: readonly Mark[]): Note[] {
  return used.length === 0 ? [] : [{ aside: `Legend: ${used.map(({ mark, meaning }) => `${mark} ${meaning}`).join('; ')}.` }];
}

/** Not having a feature is nothing bad, so "no" is plain; only not being on CIPU stands out. */
export const statusTones: Readonly<Record<FamilyStatus, Tone>> = { yes: 'good', no: 'plain', some: 'partial', unknown: 'faint' };

/** The cells of statuses, by whether they are inferred. There are few of them and many cells, so they are made once. */
const statusCells = (inferred: string): Readonly<Record<FamilyStatus, Cell>> => ({
  yes: { text: `yes${inferred}`, tone: statusTones.yes },
  no: { text: `no${inferred}`, tone: statusTones.no },
  some: { text: `some${inferred}`, tone: statusTones.some },
  unknown: unknownCell,
});
const knownCells = statusCells('');
const inferredCells = statusCells('*');

/** The cell of a status. */
export function statusCell({ status, basis }: Finding<FamilyStatus>): Cell {
  return (basis === 'inferred' ? inferredCells : knownCells)[status];
}
