import { describe, expect, it } from 'vitest';
import { linesOf, readInput, wordsOf } from '../helpers/read-input.ts';

const template = `FormatVersion: OOS-2019-06-01
Description: {en: was ecs.g5.large}
Parameters:
  free:
    Type: String
    Description: ecs.g5.large
    Default: ecs.g7.large
  chosen:
    Type: String
    AllowedValues: [ecs.g8i.large, ecs.c8i.large]
    Default: ecs.c8i.large
Tasks:
  - Name: one
    Action: ACS::ECS::RunInstances
    Description: not ecs.g5.large
    Properties:
      instanceType: '{{ free }}'
  - Name: two
    Action: ACS::ExecuteAPI
    Properties:
      Service: ECS
      API: RunInstances
      Parameters:
        InstanceType: '{{ chosen }}'
        Note: {x: ecs.r7.large}
  - Name: loop
    Action: ACS::Loop
    Properties: {}
    Tasks:
      - Name: three
        Action: ACS::ECS::RunInstances
        Properties: {instanceType: '{{ one.type }}', instanceTypes: [ecs.r8i.large]}
Outputs:
  type: {Value: ecs.g5.large}
`;

describe('a template of OOS', () => {
  it('names the types with which its tasks make instances', async () => {
    const findings = await readInput(template);
    expect(findings).toMatchObject({ format: 'oos', gaps: [], notes: [] });
    expect(linesOf(findings)).toEqual([
      'The parameter free may be anything at execution, since it has no AllowedValues: --parameter free=VALUE sets it. | 17:21 | Tasks.one (ACS::ECS::RunInstances)',
      'ecs.g7.large | 7:14 | Tasks.one (ACS::ECS::RunInstances)',
      'ecs.g8i.large | 10:21 | Tasks.two (ACS::ExecuteAPI)',
      'ecs.c8i.large | 10:36 | Tasks.two (ACS::ExecuteAPI)',
      'The type is not filled in yet: {{ one.type }}. | 32:36 | Tasks.three (ACS::ECS::RunInstances)',
      'ecs.r8i.large | 32:70 | Tasks.three (ACS::ECS::RunInstances)',
      'unexplained ecs.r7.large | 25:19 | Tasks.two (ACS::ExecuteAPI)',
    ]);
  });

  it('takes what its parameters are set to', async () => {
    const { targets } = await readInput(template, 'oos', { parameters: new Map([['free', 'ecs.g9i.large']]) });
    expect(targets.map(wordsOf)).toContain('ecs.g9i.large');
    expect(targets.map(wordsOf).join()).not.toMatch(/ecs\.g7\.large|may be anything/);
  });
});
