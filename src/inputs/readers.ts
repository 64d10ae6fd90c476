import { cipuReader } from './cipu-output.ts';
import { kubernetesReader } from './kubernetes/manifest.ts';
import { oosReader } from './oos.ts';
import { pulumiProgramReader } from './pulumi/program.ts';
import { pulumiStateReader } from './pulumi/state.ts';
import type { Reader } from './reader.ts';
import { rosReader } from './ros/template.ts';
import { terraformReader } from './terraform/plan.ts';
import { rawStateReader } from './terraform/raw-state.ts';

/**
 * The readers of documents. One that fits two forms is read by both readers, and a name in it is explained when both
 * explain it.
 */
export const readers: readonly Reader[] = [
  terraformReader,
  rawStateReader,
  pulumiStateReader,
  pulumiProgramReader,
  rosReader,
  oosReader,
  kubernetesReader,
  cipuReader,
];
