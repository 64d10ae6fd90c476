/** An organisation's own facts, by flag, variable and project file. */
import { describe, expect, it } from 'vitest';
import { expectError, outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

const facts = `sources:
  ours: {title: Our measurements, edition: "2025-10"}
statements:
  - {feature: sriov, status: yes, families: [ecs.g8i], where: vcpus >= 8, source: ours}
`;
const home = { 'facts.yaml': facts, 'ci/facts.yaml': facts, 'cipu.config.yaml': 'facts: ci/facts.yaml\n' };
const check = (type: string, ...args: string[]) => runCipu(['check', type, '--require', 'sriov', '--offline', ...args], { home });

describe('own facts', () => {
  it('decide what nobody else says', async () => {
    expect((await check('g8i.2xlarge', '--facts', 'facts.yaml', '--no-project-file')).code).toBe(0);
    expect((await check('g8i.large', '--facts', 'facts.yaml', '--no-project-file')).code).toBe(3);
    expect((await check('g8i.2xlarge', '--no-project-file')).code).toBe(3);
  });

  it('may be named by the project file', async () => {
    const [row] = JSON.parse(outputOf(await check('g8i.2xlarge', '--json'))).targets;
    expect(row.checks[0]).toMatchObject({
      basis: 'stated',
      reason: '"Our measurements" lists SR-IOV for types of ecs.g8i with vcpus >= 8 (stated, 2025-10).',
      evidence: [{ source: 'stated', sourceId: 'ours', asOf: '2025-10' }],
    });
  });

  it('are named on standard error by every run that uses them', async () => {
    for (const args of [['families'], ['show', 'g8i'], ['replace', 'g7.large'], ['compare', 'g8i', 'g9i'], ['check', 'g8i', '--require', 'cipu']]) {
      const { stderr } = await runCipu([...args, '--offline'], { home });
      expect(stderr, args.join(' ')).toContain('With the statements of ci/facts.yaml, as stated there.\n');
    }
  });

  it('are refused with a mistake in them', async () => {
    const result = await runCipu(['families', '--offline', '--facts', 'facts.yaml'], { home: { 'facts.yaml': facts.replace('sriov', 'sriow') } });
    expectError(result, { code: 2, message: /facts\.yaml, line 4, column 15: statements\[0\]\.feature cannot be "sriow"\./, hint: /did you mean sriov\?/ });
  });
});
