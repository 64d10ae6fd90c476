import type { RequirementCheck, TargetVerdict } from '../../model/policy/outcome.ts';
import { orDash, type Tone } from '../cell.ts';
import { adviceOf, briefOf, placeWords, unmetChecks, verdictWord } from '../check-words.ts';
import type { Column } from '../column.ts';

const tones: Readonly<Record<string, Tone>> = { pass: 'good', fail: 'bad', unknown: 'partial', waived: 'partial' };

const requirementsThat = (status: RequirementCheck['status'], { checks }: TargetVerdict) =>
  checks.filter((check) => check.status === status).map(({ requirement }) => requirement);

/** Why a verdict is as it is: what is not met, or else what is. */
function explain(verdict: TargetVerdict): string {
  const unmet = unmetChecks(verdict);
  if (unmet.length > 0) return unmet.map(briefOf).join(' ');
  return verdict.checks.length === 0 ? 'Nothing is required of it.' : `Meets ${requirementsThat('pass', verdict).join(', ')}.`;
}

/** Where a target is named: the file with the line, and what the file calls it. */
function whereOf({ place }: TargetVerdict): string {
  return [place.file === null ? '' : placeWords(place), place.address ?? ''].filter(Boolean).join(' ');
}

/** A column for machines with one part of what people see together. */
const part = (key: string, header: string, value: (verdict: TargetVerdict) => string | number | null): Column<TargetVerdict> => ({
  key,
  header,
  machineOnly: true,
  value,
  cell: (verdict) => orDash(value(verdict)),
});

/** Columns of the list of verdicts. */
export const checkColumns: readonly Column<TargetVerdict>[] = [
  {
    key: 'verdict',
    header: 'Verdict',
    tableRank: 0,
    value: ({ verdict }) => verdict,
    cell(verdict) {
      const text = verdictWord(verdict);
      return { text, tone: tones[text] ?? 'plain' };
    },
  },
  { key: 'waived', header: 'Waived', machineOnly: true, value: ({ waived }) => waived },
  {
    key: 'target',
    header: 'Target',
    tableRank: 0,
    marked: true,
    value: ({ target }) => target,
    tone: 'strong',
  },
  {
    key: 'requirements',
    header: 'Not met',
    peopleOnly: true,
    value: (verdict) => unmetRequirements(verdict).join(' '),
    cell: (verdict) => orDash(unmetRequirements(verdict).join(', ')),
  },
  {
    key: 'place',
    header: 'Where',
    tableRank: 2,
    peopleOnly: true,
    wraps: true,
    relevant: (rows) => rows.some((row) => whereOf(row) !== ''),
    value: whereOf,
    cell: (verdict) => orDash(whereOf(verdict)),
  },
  part('file', 'File', ({ place }) => place.file),
  part('line', 'Line', ({ place }) => place.line),
  part('column', 'Column', ({ place }) => place.column),
  part('address', 'Address', ({ place }) => place.address),
  part('failed', 'Failed', (verdict) => requirementsThat('fail', verdict).join(' ')),
  part('unknown', 'Unknown', (verdict) => requirementsThat('unknown', verdict).join(' ')),
  {
    key: 'reason',
    header: 'Reason',
    tableRank: 1,
    wraps: true,
    value: explain,
    // Beside a column of its own for the closest type there would be no room for the reason.
    cell: (verdict) => ({ text: [explain(verdict), adviceOf(verdict)].filter(Boolean).join(' ') }),
  },
  part('closest', 'Closest', ({ closest }) => closest),
];

function unmetRequirements(verdict: TargetVerdict): readonly string[] {
  return unmetChecks(verdict).map(({ requirement }) => requirement);
}
