// The plain way: the ECS SDK's own client, page after page. What `cipu` is compared with.
const { default: Ecs, DescribeInstanceTypesRequest } = require('@alicloud/ecs20140526');

const client = new Ecs({
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
  endpoint: new URL(process.env.CIPU_ENDPOINT).host,
  protocol: 'http',
});

async function main() {
  let types = 0;
  let nextToken;
  do {
    const { body } = await client.describeInstanceTypes(new DescribeInstanceTypesRequest({ maxResults: 100, nextToken }));
    types += body.instanceTypes.instanceType.length;
    nextToken = body.nextToken;
  } while (nextToken);
  console.log(types);
}

main();
