import { cipuReader } from './cipu-output.ts';
import { kubernetesReader } from './kubernetes/manifest.ts';
import type { Reader } from './reader.ts';
import { rosReader } from './ros/template.ts';
import { terraformReader } from './terraform/plan.ts';

/**
 * The readers of documents. One that fits two forms is read by both readers, and a name in it is explained when both
 * explain it.
 */
export const readers: readonly Reader[] = [terraformReader, rosReader, kubernetesReader, cipuReader];
