import { describe, expect, it } from 'vitest';
import { linesOf, readFixture, readInput, wordsOf } from '../../helpers/read-input.ts';

/** A template with one resource. */
const template = (type: string, properties: unknown, rest: object = {}) =>
  JSON.stringify({ ROSTemplateFormatVersion: '2015-09-01', ...rest, Resources: { X: { Type: type, Properties: properties } } });

const namesOf = async (text: string) => (await readInput(text)).targets.filter(({ isUnexplained }) => !isUnexplained).map(wordsOf);

describe('a ROS template', () => {
  it('says aloud what it cannot read', async () => {
    expect(await namesOf(template('ALIYUN::ECS::Instance', { InstanceType: { a: 1 } }))).toEqual(['InstanceType is neither a text nor a function.']);
    expect(await namesOf(template('ALIYUN::ECS::Instance', { Ref: 'All' }))).toEqual(['The properties are what Ref gives at deployment.']);
  });

  it('beside other documents is read as what it is, and so are they', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nspec: {nodeSelector: {node.kubernetes.io/instance-type: ecs.g5.large}}\n';
    const both = `${pod}---\n${template('ALIYUN::ECS::Instance', { InstanceType: 'ecs.g8i.large' })}\n---\n`;
    expect(await namesOf(both)).toEqual(['ecs.g5.large', 'ecs.g8i.large']);
    expect(await readInput(`${both}other: document\n`)).toMatchObject({ gaps: [], notes: [] });
    expect(await namesOf(`${both}other: ecs.g6.large\n`)).toEqual(['ecs.g5.large', 'ecs.g8i.large', 'ecs.g6.large']);
  });

  it('in YAML names the types of its resources, through its functions', async () => {
    const findings = await readFixture('ros/web.yaml');
    expect(findings).toMatchObject({ format: 'ros', gaps: [], notes: [] });
    expect(linesOf(findings)).toEqual([
      'ecs.g8i.xlarge | 9:9 | Resources.Web (ALIYUN::ECS::Instance)',
      'ecs.g8i.2xlarge | 10:9 | Resources.Web (ALIYUN::ECS::Instance)',
      'ecs.r7.xlarge | 36:21 | Resources.Cache (ALIYUN::ECS::Instance)',
      'ecs.r8i.large | 19:17 | Resources.Database (ALIYUN::ECS::InstanceGroup)',
      'The parameter BatchType may be anything at deployment, since it has no AllowedValues: --parameter BatchType=VALUE sets it. | 46:11 | Resources.Batch (ALIYUN::ESS::ScalingConfiguration)',
      'ecs.c8i.xlarge | 13:14 | Resources.Batch (ALIYUN::ESS::ScalingConfiguration)',
      'ecs.g7.xlarge | 47:30 | Resources.Batch (ALIYUN::ESS::ScalingConfiguration)',
      'ecs.g6.xlarge | 53:29 | Resources.Cluster (ALIYUN::CS::ManagedKubernetesCluster)',
      'ecs.g5.large | 53:52 | Resources.Cluster (ALIYUN::CS::ManagedKubernetesCluster)',
    ]);
  });

  it('in JSON names them at any depth, and says what it leaves open', async () => {
    const findings = await readFixture('ros/scaling.json');
    expect(findings.gaps).toEqual(['The template behind Resources.Nested (ALIYUN::ROS::Stack) is not read.']);
    expect(linesOf(findings)).toEqual([
      'The parameter NodeTypes may be anything at deployment, since it has no AllowedValues: --parameter NodeTypes=VALUE sets it. | 16:28 | Resources.Pool (ALIYUN::CS::ClusterNodePool)',
      'ecs.g8i.xlarge | 4:61 | Resources.Pool (ALIYUN::CS::ClusterNodePool)',
      'ecs.g7.xlarge | 4:61 | Resources.Pool (ALIYUN::CS::ClusterNodePool)',
      'any type (vcpus in 4, memoryGiB in 16, family in ecs.g8i, type not in ecs.g5.*) | 25:11 | Resources.Group (ALIYUN::ESS::ScalingConfiguration)',
      'any type (vcpus in 8, memoryGiB in 32) | 26:11 | Resources.Group (ALIYUN::ESS::ScalingConfiguration)',
      'ecs.c7.xlarge | 7:25 | Resources.Compute (ALIYUN::EHPC::Cluster)',
      'ecs.g9i.xlarge | 10:56 | Resources.Compute (ALIYUN::EHPC::Cluster)',
      'The type is what Ref Newest gives at deployment. | 36:40 | Resources.Compute (ALIYUN::EHPC::Cluster)',
      'ecs.g7.large | 42:98 | Resources.Nested (ALIYUN::ROS::Stack)',
    ]);
  });

  it.each(['Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Fn::Jq', 'Fn::NewInTheFuture'])('leaves open what %s gives', async (name) => {
    expect(await namesOf(template('ALIYUN::ECS::Instance', { InstanceType: { [name]: ['a', 'b'] } }))).toEqual([
      `The type is what ${name} gives at deployment.`,
    ]);
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['a type', 'ecs.g8i.xlarge', ['ecs.g8i.xlarge']],
    ['a type in capitals', 'ECS.G8I.XLARGE', ['ecs.g8i.xlarge']],
    ['types with commas between them', 'ecs.g8i.xlarge,ecs.g7.xlarge', ['ecs.g8i.xlarge', 'ecs.g7.xlarge']],
    ['what is no type at all', 'large', ['"large" is no name of an instance type.']],
    ['a glob', 'ecs.g8*', ['"ecs.g8*" is no name of an instance type.']],
    ['a family', 'ecs.g8i', ['"ecs.g8i" is no name of an instance type.']],
    ['a number', 8, ['InstanceType is not a text.']],
    ['no value', null, []],
    ['NoValue', { Ref: 'ALIYUN::NoValue' }, []],
    ['a resource', { Ref: 'Other' }, ['The type is what Ref Other gives at deployment.']],
    [
      'both branches of If',
      { 'Fn::If': ['c', 'ecs.g8i.xlarge', { 'Fn::If': ['d', 'ecs.g7.xlarge', 'ecs.g6.xlarge'] }] },
      ['ecs.g8i.xlarge', 'ecs.g7.xlarge', 'ecs.g6.xlarge'],
    ],
    ['a mapping that is not there', { 'Fn::FindInMap': ['M', 'a', 'c'] }, ['The type is what Fn::FindInMap gives at deployment.']],
    ['a mapping with dots', { 'Fn::FindInMap': ['M', 'a.b', 'c'] }, ['ecs.r7.xlarge']],
    ['a local variable that refers to itself', { Ref: 'Loop' }, ['The type is what Ref Loop gives at deployment.']],
    ['an inherited key', { Ref: 'constructor' }, ['The type is what Ref constructor gives at deployment.']],
  ])('reads %s', async (_, value, expected) => {
    const rest = { Mappings: { M: { 'a.b': { c: 'ecs.r7.xlarge' } } }, Locals: { Loop: { Value: { Ref: 'Loop' } } } };
    expect(await namesOf(template('ALIYUN::ECS::Instance', { InstanceType: value }, rest))).toEqual(expected);
  });

  it('counts only types of ECS where other services have types of their own', async () => {
    const properties = {
      InstanceType: { Ref: 'P' },
      Inner: [{ WorkerInstanceTypes: ['ecs.g8i.xlarge', 'mse.c1'] }],
      Other: { InstanceType: { 'Fn::Join': ['', []] } },
    };
    const rest = { Parameters: { P: { Type: 'String', Default: 'mongo.x' } } };
    expect(await namesOf(template('ALIYUN::MONGODB::Instance', properties, rest))).toEqual(['ecs.g8i.xlarge']);
  });

  it('says that modules, and Terraform code that is not there, are not read', async () => {
    const text = template('MODULE::team::web', { Size: 1 }, { Transform: 'Aliyun::Terraform-v1.5' });
    expect(await readInput(text)).toEqual({
      format: 'ros',
      targets: [],
      gaps: [
        'The template behind Resources.X (MODULE::team::web) is not read.',
        'The Terraform code of the template is not found (Transform Aliyun::Terraform-v1.5).',
      ],
      notes: [],
    });
  });

  it.each(['Resources:', 'Resources: [1]', 'Resources: {A: , B: 1, C: {Type: 3, Properties: x}}'])('may be odd: %s', async (resources) => {
    expect((await readInput(`ROSTemplateFormatVersion: '2015-09-01'\n${resources}\n`)).targets).toEqual([]);
  });
});
