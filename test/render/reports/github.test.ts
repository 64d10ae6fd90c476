import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../../src/render/reports/github.ts';
import { checkOf, env, placeIn, report, reportOf, verdictOf } from '../../helpers/check-report.ts';

const linesOf = async (...targets: Parameters<typeof reportOf>[0]) => (await renderGithub(reportOf(targets), env)).trimEnd().split('\n').slice(1);
const failing = (rest: Parameters<typeof verdictOf>[1]) => verdictOf('ecs.x', { verdict: 'fail', checks: [checkOf('cipu', 'fail', 'No.')], ...rest });

describe('the GitHub report', () => {
  it('is the outcome and an annotation for each target that does not pass or is waived', async () => {
    expect(await renderGithub(report, env)).toMatchInlineSnapshot(`
      "::notice title=cipu check::cipu check failed: 2 fail, 3 unknown, 3 pass (1 waived)
      ::error file=infra/plan.json,line=12,col=34,title=cipu fail%3A ecs.g7.large::module.web.alicloud_instance.app[0]%0Aecs.g7.large does not meet cipu: ecs.g7 is documented on third-generation SHENLONG.%0Aecs.g7.large does not meet vcpus>=8: ecs.g7.large has 2 vCPUs. Waived until 2026-12-31 (moving in Q3).%0ATry ecs.g8i.2xlarge.
      ::error file=nodes.yaml,line=3,title=cipu fail%3A ecs.g7.xlarge::Deployment/web%0Aecs.g7.xlarge does not meet cipu: ecs.g7 is documented on third-generation SHENLONG. Its waiver (moved long ago) expired on 2026-01-31.
      ::error file=infra/plan.json,line=40,title=cipu unknown%3A ?::alicloud_instance.late%0AThe value is known only after apply.
      ::warning title=cipu unknown%3A ecs.new1.large::It is not known whether ecs.new1.large meets erdma: Nothing says whether ecs.new1.large has Elastic RDMA.
      ::notice title=cipu unknown%3A ecs.new2.large::It is not known whether ecs.new2.large meets erdma: Nothing says whether ecs.new2.large has Elastic RDMA.
      ::notice file=nodes.yaml,line=9,title=cipu waived%3A ecs.g7.large::Deployment/batch%0Aecs.g7.large does not meet cipu: ecs.g7 is documented on third-generation SHENLONG. Waived until 2026-12-31 (moving in Q3).
      "
    `);
  });

  it.each([
    ['a:b,c.json', 'a%3Ab%2Cc.json'],
    ['100%.json', '100%25.json'],
    ['%0A.json', '%250A.json'],
    ['x,line=9::error::.json', 'x%2Cline=9%3A%3Aerror%3A%3A.json'],
    ['基础 设施.json', '基础 设施.json'],
    ['/srv/plan.json', '/srv/plan.json'],
    ['.//./plan.json', 'plan.json'],
    ['..\n::error::x', '..\\u000a%3A%3Aerror%3A%3Ax'],
  ])('escapes the file %j', async (file, escaped) => {
    expect(await linesOf(failing({ place: placeIn(file) }))).toEqual([`::error file=${escaped},title=cipu fail%3A ecs.x::ecs.x does not meet cipu: No.`]);
  });

  it.each([
    ['100%', '100%25'],
    ['%0A', '%250A'],
    ['two\r\nlines', 'two\\u000d\\u000alines'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a::b,c', 'a::b,c'],
  ])('escapes the address %j', async (address, escaped) => {
    expect(await linesOf(failing({ place: placeIn('-', 1, address) }))).toEqual([
      `::error title=cipu fail%3A ecs.x::${escaped}%0Aecs.x does not meet cipu: No.`,
    ]);
  });

  it('gives no column without a line, and the level of the gravest check', async () => {
    const open = checkOf('nvme', 'unknown', 'Who knows.');
    expect(await linesOf(verdictOf('ecs.x', { verdict: 'unknown', onUnknown: 'warn', checks: [open], place: placeIn('a', null, null, 3) }))).toEqual([
      '::warning file=a,title=cipu unknown%3A ecs.x::It is not known whether ecs.x meets nvme: Who knows.',
    ]);
    expect((await linesOf(failing({ onUnknown: 'pass', checks: [open, checkOf('cipu', 'fail', 'No.')] })))[0]).toMatch(/^::error /);
  });
});
