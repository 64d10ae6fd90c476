import fc from 'fast-check';
import { summarizeVerdicts } from '../../src/model/policy/judge.ts';
import { type AppliedWaiver, type CheckReport, type Outcome, type RequirementCheck, type TargetVerdict, unknownModes } from '../../src/model/policy/outcome.ts';
import { commandLine, type Place } from '../../src/model/policy/target.ts';
import { sources } from './small-catalog.ts';

/** The environment of the reports. */
export const env = { version: '1.2.3', exitCode: 1, elsewhere: 'cipu' } as const;

/** A check and what a test adds. */
export function checkOf(requirement: string, status: Outcome, reason: string, rest: Partial<RequirementCheck> = {}): RequirementCheck {
  return { requirement, status, basis: status === 'unknown' ? 'none' : 'documented', reason, evidence: [], waiver: null, ...rest };
}

/** A place in a file. */
export function placeIn(file: string, line: number | null = null, address: string | null = null, column: number | null = null): Place {
  return { file, line, column, address };
}

/** A verdict and what a test adds; it passes where nothing is said. */
export function verdictOf(target: string | null, rest: Partial<TargetVerdict> = {}): TargetVerdict {
  return { target, verdict: 'pass', waived: false, onUnknown: 'fail', checks: [], closest: null, place: commandLine, ...rest };
}

/** A report on some verdicts. */
export function reportOf(targets: readonly TargetVerdict[], rest: Partial<CheckReport> = {}): CheckReport {
  return { source: sources.embedded, policy: 'cipu.policy.yaml', summary: summarizeVerdicts(targets), targets, ...rest };
}

const active: AppliedWaiver = { reason: 'moving in Q3', expires: '2026-12-31', expired: false };
const expired: AppliedWaiver = { reason: 'moved long ago', expires: '2026-01-31', expired: true };
const onShenlong = 'ecs.g7 is documented on third-generation SHENLONG.';
const onCipu = 'ecs.g8i is documented on CIPU.';

/** One target of each kind: fails, fails in spite of a waiver, unknown in three ways, waived, and passes. */
export const report = reportOf([
  verdictOf('ecs.g7.large', {
    verdict: 'fail',
    checks: [
      checkOf('cipu', 'fail', onShenlong),
      checkOf('vcpus>=8', 'fail', 'ecs.g7.large has 2 vCPUs.', { waiver: active }),
      checkOf('nvme', 'pass', 'Yes.'),
    ],
    closest: 'ecs.g8i.2xlarge',
    place: placeIn('./infra/plan.json', 12, 'module.web.alicloud_instance.app[0]', 34),
  }),
  verdictOf('ecs.g7.xlarge', {
    verdict: 'fail',
    checks: [checkOf('cipu', 'fail', onShenlong, { waiver: expired })],
    place: placeIn('nodes.yaml', 3, 'Deployment/web'),
  }),
  verdictOf(null, {
    verdict: 'unknown',
    checks: [checkOf('name', 'unknown', 'The value is known only after apply.')],
    place: placeIn('./infra/plan.json', 40, 'alicloud_instance.late'),
  }),
  verdictOf('ecs.new1.large', {
    verdict: 'unknown',
    onUnknown: 'warn',
    checks: [checkOf('erdma', 'unknown', 'Nothing says whether ecs.new1.large has Elastic RDMA.')],
    place: placeIn('-', 7),
  }),
  verdictOf('ecs.new2.large', {
    verdict: 'unknown',
    onUnknown: 'pass',
    checks: [checkOf('erdma', 'unknown', 'Nothing says whether ecs.new2.large has Elastic RDMA.')],
  }),
  verdictOf('ecs.g7.large', {
    waived: true,
    checks: [checkOf('cipu', 'fail', onShenlong, { waiver: active })],
    place: placeIn('nodes.yaml', 9, 'Deployment/batch'),
  }),
  verdictOf('ecs.g8i.large', { checks: [checkOf('cipu', 'pass', onCipu)], place: placeIn('./infra/plan.json', 50, 'alicloud_instance.ok[0]') }),
  verdictOf('ecs.g8i.large', { checks: [checkOf('cipu', 'pass', onCipu)], place: placeIn('./infra/plan.json', 51, 'alicloud_instance.ok[1]') }),
]);

/** A report in which every text that comes from outside is the given one. */
export function reportWith(text: string): CheckReport {
  const waiver = { ...active, reason: text };
  const place = placeIn(text || 'x', 1, text);
  return reportOf(
    [
      verdictOf(text, { verdict: 'fail', checks: [checkOf(text, 'fail', text, { waiver: { ...waiver, expired: true } })], closest: text, place }),
      verdictOf(null, { verdict: 'unknown', checks: [checkOf('name', 'unknown', text)], place }),
      verdictOf(text, { waived: true, checks: [checkOf('cipu', 'fail', text, { waiver })], place }),
      verdictOf(text, { checks: [checkOf('cipu', 'pass', text)], place }),
    ],
    { policy: text || 'x', source: { ...sources.embedded, complete: false, gaps: [text] } },
  );
}

/** Texts of every kind, with those that mean something to one of the formats among them. */
const anyText = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 12 }).map((points) => String.fromCodePoint(...points)),
  fc.string({ unit: fc.constantFrom('a', ' ', 'é', 'e\u0301', '云', '👩‍🔧', '🇨🇳', 'ﷺ'), maxLength: 12 }),
  // Halves of surrogate pairs as well: file names of other systems have them.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '-',
    '|',
    '\\|',
    ']]>',
    '<!--',
    '&amp;',
    '%0A',
    '::error::',
    'a,b:c',
    '{0}',
    '[a](b)',
    '@team',
    '</details>',
    'true',
    'C:\\a b',
    '//x',
    './',
  ),
);
const anyLine = fc.option(fc.integer({ min: 1, max: 99_999 }));
const anyOutcome = fc.constantFrom<Outcome>('pass', 'fail', 'unknown');
const anyWaiver = fc.option(fc.record({ reason: anyText, expires: fc.constant('2026-12-31'), expired: fc.boolean() }));
const anyCheck = fc
  .record({
    requirement: fc.oneof(fc.constantFrom('cipu', 'vcpus>=8', 'name', 'deny'), anyText),
    status: anyOutcome,
    reason: anyText.filter((text) => text !== ''),
    waiver: anyWaiver,
  })
  .map(({ requirement, status, reason, waiver }) => checkOf(requirement, status, reason, { waiver: status === 'pass' ? null : waiver }));
const anyVerdict = fc.record<TargetVerdict>({
  target: fc.option(anyText),
  verdict: anyOutcome,
  waived: fc.boolean(),
  onUnknown: fc.constantFrom(...unknownModes),
  checks: fc.array(anyCheck, { maxLength: 3 }),
  closest: fc.option(anyText),
  place: fc.record({ file: fc.option(anyText.filter((text) => text !== '')), line: anyLine, column: anyLine, address: fc.option(anyText) }),
});

/** Reports on anything, whether or not a policy could bring it about. */
export const anyReport: fc.Arbitrary<CheckReport> = fc
  .record({
    targets: fc.array(anyVerdict, { maxLength: 6 }),
    policy: fc.option(anyText.filter((text) => text !== '')),
    gaps: fc.array(anyText, { maxLength: 2 }),
  })
  .map(({ targets, policy, gaps }) => reportOf(targets, { policy, source: { ...sources.live, complete: gaps.length === 0, gaps } }));
