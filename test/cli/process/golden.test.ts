/**
 * Whole outputs of the embedded catalog, byte for byte. When a change is meant, update the files and read the difference:
 * `npx vitest run --config .config/vitest.config.ts test/cli/process/golden.test.ts --update`.
 */
import { expect, it } from 'vitest';
import { spawnCipu } from '../../helpers/run.ts';

const cases: readonly { readonly file: string; readonly args: readonly string[] }[] = [
  { file: 'families', args: ['families'] },
  { file: 'families-wide-g8', args: ['families', '-o', 'wide', 'g8*'] },
  { file: 'show-g8i', args: ['show', 'g8i'] },
  { file: 'show-g8i-xlarge', args: ['show', 'g8i.xlarge'] },
  { file: 'show-c7re', args: ['show', 'c7re'] },
  { file: 'show-g8i-evidence', args: ['show', 'g8i', '--evidence'] },
  { file: 'show-g8i-xlarge-evidence', args: ['show', 'g8i.xlarge', '--evidence'] },
  { file: 'show-c7re-evidence', args: ['show', 'c7re', '--evidence'] },
  { file: 'compare-families', args: ['compare', 'g7', 'g8i', 'g9i'] },
  { file: 'compare-types', args: ['compare', 'g8i.xlarge', 'g9i.xlarge', '--only-differences'] },
  { file: 'features', args: ['features'] },
  { file: 'features-erdma', args: ['features', 'erdma'] },
  { file: 'replace-g7-xlarge', args: ['replace', 'g7.xlarge', '--offline'] },
  { file: 'replace-c6-large', args: ['replace', 'c6.large', '--offline', '--explain', '--limit', '2'] },
];

it.each(cases)('cipu $args is as in golden/$file.txt', async ({ file, args }) => {
  const { code, stdout, stderr } = await spawnCipu(args);
  const transcript = `$ cipu ${args.join(' ')}\n${stdout}--- standard error\n${stderr}--- exit code ${code}\n`;
  await expect(transcript).toMatchFileSnapshot(`../../golden/${file}.txt`);
});
