import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetVerdict } from '../../../src/model/policy/outcome.ts';
import { checkColumns } from '../../../src/render/columns/check.ts';
import { type Format, renderers } from '../../../src/render/formats/renderers.ts';
import { type List, toDocument } from '../../../src/render/list.ts';
import { anyReport, checkOf, report, verdictOf } from '../../helpers/check-report.ts';
import { style } from '../../helpers/list.ts';
import { validatorOf } from '../../helpers/own-schemas.ts';

const { source, policy, summary } = report;
const listOf = (rows: readonly TargetVerdict[], chosen?: readonly string[]): List<TargetVerdict> => ({
  kind: 'targets',
  head: { source, policy, summary, exitCode: 1 },
  rows,
  columns: checkColumns,
  name: ({ target }) => target ?? '?',
  ...(chosen && { chosen: checkColumns.filter(({ key }) => chosen.includes(key)) }),
});
const render = async (format: Format, width?: number, list = listOf(report.targets)) => (await renderers[format](list, style(width))).text;

describe('the table of a check', () => {
  it('fits 80 columns', async () => {
    const text = await render('table', 80);
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(text).toMatchInlineSnapshot(`
      "Verdict  Target          Where                       Reason
      fail     ecs.g7.large    infra/plan.json:12          cipu: ecs.g7 is documented
                               module.web.                 on third-generation
                               alicloud_instance.app[0]    SHENLONG. vcpus>=8:
                                                           ecs.g7.large has 2 vCPUs.
                                                           Waived until 2026-12-31
                                                           (moving in Q3). Try
                                                           ecs.g8i.2xlarge.
      fail     ecs.g7.xlarge   nodes.yaml:3                cipu: ecs.g7 is documented
                               Deployment/web              on third-generation
                                                           SHENLONG. Its waiver
                                                           (moved long ago) expired
                                                           on 2026-01-31.
      unknown  ?               infra/plan.json:40          The value is known only
                               alicloud_instance.late      after apply.
      unknown  ecs.new1.large  stdin:7                     erdma: Nothing says
                                                           whether ecs.new1.large has
                                                           Elastic RDMA.
      unknown  ecs.new2.large  -                           erdma: Nothing says
                                                           whether ecs.new2.large has
                                                           Elastic RDMA.
      waived   ecs.g7.large    nodes.yaml:9                cipu: ecs.g7 is documented
                               Deployment/batch            on third-generation
                                                           SHENLONG. Waived until
                                                           2026-12-31 (moving in Q3).
      pass     ecs.g8i.large   infra/plan.json:50          Meets cipu.
                               alicloud_instance.ok[0]
      pass     ecs.g8i.large   infra/plan.json:51          Meets cipu.
                               alicloud_instance.ok[1]
      "
    `);
  });

  it('fits 120 columns', async () => {
    const text = await render('table', 120);
    expect(text.split('\n').every((line) => line.length <= 120)).toBe(true);
    expect(text).toMatchInlineSnapshot(`
      "Verdict  Target          Where                                           Reason
      fail     ecs.g7.large    infra/plan.json:12                              cipu: ecs.g7 is documented on third-generation
                               module.web.alicloud_instance.app[0]             SHENLONG. vcpus>=8: ecs.g7.large has 2 vCPUs.
                                                                               Waived until 2026-12-31 (moving in Q3). Try
                                                                               ecs.g8i.2xlarge.
      fail     ecs.g7.xlarge   nodes.yaml:3 Deployment/web                     cipu: ecs.g7 is documented on third-generation
                                                                               SHENLONG. Its waiver (moved long ago) expired
                                                                               on 2026-01-31.
      unknown  ?               infra/plan.json:40 alicloud_instance.late       The value is known only after apply.
      unknown  ecs.new1.large  stdin:7                                         erdma: Nothing says whether ecs.new1.large has
                                                                               Elastic RDMA.
      unknown  ecs.new2.large  -                                               erdma: Nothing says whether ecs.new2.large has
                                                                               Elastic RDMA.
      waived   ecs.g7.large    nodes.yaml:9 Deployment/batch                   cipu: ecs.g7 is documented on third-generation
                                                                               SHENLONG. Waived until 2026-12-31 (moving in
                                                                               Q3).
      pass     ecs.g8i.large   infra/plan.json:50 alicloud_instance.ok[0]      Meets cipu.
      pass     ecs.g8i.large   infra/plan.json:51 alicloud_instance.ok[1]      Meets cipu.
      "
    `);
  });

  it('leaves out where targets are named when all are arguments', async () => {
    const rows = [verdictOf('ecs.g8i', { checks: [checkOf('cipu', 'pass', 'Yes.')] }), verdictOf('ecs.g8a')];
    expect(await render('table', undefined, listOf(rows))).toBe(
      'Verdict  Target   Reason\npass     ecs.g8i  Meets cipu.\npass     ecs.g8a  Nothing is required of it.\n',
    );
  });

  it('colours the verdict by its meaning', () => {
    const tones = report.targets.map((verdict) => checkColumns[0]?.cell?.(verdict)).map((cell) => `${cell?.text} ${cell?.tone}`);
    expect([...new Set(tones)]).toEqual(['fail bad', 'unknown partial', 'waived partial', 'pass good']);
  });
});

describe('the columns of a check', () => {
  it('are these for machines', async () => {
    const [head, ...rows] = (await render('csv')).trimEnd().split('\n');
    expect(head).toBe('verdict,waived,target,file,line,column,address,failed,unknown,reason,closest');
    expect(rows[0]).toBe(
      'fail,false,ecs.g7.large,./infra/plan.json,12,34,module.web.alicloud_instance.app[0],cipu vcpus>=8,,cipu: ecs.g7 is documented on third-generation SHENLONG. vcpus>=8: ecs.g7.large has 2 vCPUs. Waived until 2026-12-31 (moving in Q3).,ecs.g8i.2xlarge',
    );
    expect(rows[2]).toBe('unknown,false,,./infra/plan.json,40,,alicloud_instance.late,,name,The value is known only after apply.,');
    expect(rows[5]).toMatch(/^pass,true,ecs\.g7\.large,nodes\.yaml,9,,Deployment\/batch,cipu,,/);
  });

  it('can all be chosen in every format', async () => {
    const keys = checkColumns.map(({ key }) => key);
    const list = listOf(report.targets, keys);
    expect((await render('csv', undefined, list)).split('\n')[0]).toBe(keys.join(','));
    for (const format of ['table', 'markdown'] as const) expect((await render(format, undefined, list)).split('\n')[0]).toContain('Not met');
    const people = await render('table', undefined, listOf(report.targets, ['file', 'line', 'closest', 'requirements']));
    expect(
      people
        .split('\n')
        .slice(1, 6)
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['cipu, vcpus>=8', './infra/plan.json', '12', 'ecs.g8i.2xlarge'],
      ['cipu', 'nodes.yaml', '3', '-'],
      ['name', './infra/plan.json', '40', '-'],
      ['erdma', '-', '7', '-'],
      ['erdma', '-', '-', '-'],
    ]);
  });
});

describe('the JSON document of a check', () => {
  it('meets its schema, whatever is in the report', () => {
    const validate = validatorOf('targets');
    for (const { targets } of [report, ...fc.sample(anyReport, 100)]) {
      validate(JSON.parse(JSON.stringify(toDocument(listOf(targets)))));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ ...toDocument(listOf([])), exitCode: 2 })).toBe(false);
  });
});
