import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Two families, their statements and records, as small as facts can be. */
const files: Readonly<Record<string, string>> = {
  'sources.yaml': `read: "2026-11"
sources:
  overview: {title: Overview, kind: overview, international: https://int.example, china: https://cn.example, edition: "2026-Q1"}
  page: {title: A page, kind: feature-page, edition: "2026-02"}
  replies: {title: Replies, kind: api-record, edition: "2026"}
`,
  'names.yaml': 'names: []\n',
  'families/x9.yaml': `family: ecs.x9
category: General-purpose
level: EnterpriseLevel
platforms: [CIPU]
has: [erdma]
diskTypes: []
sold: [china]
statedIn: [china]
types:
  - [type,           vcpus, memoryGiB]
  - [ecs.x9.large,       2,         8]
  - [ecs.x9.xlarge,      4,        16]
`,
  'families/ebmx9.yaml': `family: ecs.ebmx9
category: ECS Bare Metal
level: EnterpriseLevel
diskTypes: []
sold: []
statedIn: [china]
types:
  - [type,              vcpus]
  - [ecs.ebmx9.32xlarge,  128]
`,
  'statements/page.yaml': `statements:
  - feature: erdma
    status: no
    families: [ecs.x9]
    where: vcpus < 4
    source: page
`,
  'records/x9.yaml': `family: ecs.x9
records:
  - source: replies
    date: "2026-05-01"
    types:
      - [type, vcpus, NvmeSupport]
      - [ecs.x9.large, 2, required]
`,
};

/** Writes small facts to a directory of their own, with some files in place of those or besides them, and gives its path. */
export function writeFacts(changed: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'cipu-facts-'));
  for (const [path, text] of Object.entries({ ...files, ...changed })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

/** A file of the small facts with a text in it replaced. */
export function replaceIn(path: string, text: string, by: string): Readonly<Record<string, string>> {
  const file = files[path];
  if (!file?.includes(text)) throw new Error(`${path} has no ${text}`);
  return { [path]: file.replace(text, by) };
}
