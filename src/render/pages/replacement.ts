import { cite } from '../../model/registry/status.ts';
import type { Change } from '../../model/replace/changes.ts';
import type { Replacement } from '../../model/replace/replacement.ts';
import type { ScorePart } from '../../model/replace/score.ts';
import { printable } from '../../text.ts';
import { formatNumber } from '../cell.ts';
import type { TableStyle } from '../style.ts';
import { openPage } from './page.ts';

const labelWidth = 20;
const pointsWidth = 12;

/** The page of one replacement: its score part by part, what changes and what breaks. Ends in a newline. */
export function renderReplacement(row: Replacement, style: TableStyle): string {
  const { paint } = style;
  const { section, rows } = openPage(style, labelWidth);
  const replaced = row.instance === null ? row.replaces : `${row.replaces} of ${row.instance}`;
  const breaks = row.breaks.flatMap(({ severity, title, statement, evidence }) => [
    [paint(severity, severity === 'breaks' ? 'bad' : 'partial'), printable(`${title}: ${statement}`)],
    ...evidence.map((one) => ['', printable(one.url ? `${cite(one)} ${one.url}` : cite(one))]),
  ]);
  return [
    `${paint(printable(row.type), 'strong')} for ${printable(replaced)}: ${row.score.toFixed(2)}, of which ${Math.round(row.known * 100)}% is known\n`,
    section('Score', rows(row.parts.map(partRow), pointsWidth)),
    section('Gained', rows(row.gained.map(changeRow))),
    section('Lost', rows(row.lost.map(changeRow))),
    section('Not known of one or both', rows([['', row.unknown.map(({ key }) => key).join(', ')]].filter(([, keys]) => keys))),
    section('What breaks', rows(breaks.length > 0 ? breaks : [['nothing', 'that is known']])),
  ].join('');
}

/** A part of a score: points of the points that there are. */
function partRow({ title, weight, score, sentence }: ScorePart): string[] {
  return [title, score === null ? `? of ${weight}` : `${formatNumber(score * weight)} of ${weight}`, printable(sentence)];
}

function changeRow({ key, before, after }: Change): string[] {
  const say = (value: Change['before']) => (typeof value === 'number' ? formatNumber(value) : (value ?? '?'));
  return [key, `${say(after)}, before ${say(before)}`];
}
