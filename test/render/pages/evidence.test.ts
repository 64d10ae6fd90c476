import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import { detailsOf } from '../../../src/model/reports/details.ts';
import { renderEvidencePage } from '../../../src/render/pages/evidence.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { hostileTexts, style, unsafe } from '../../helpers/list.ts';
import { familyOf, liveCatalog } from '../../helpers/small-catalog.ts';

const embedded = openEmbeddedCatalog();

function pageOf(catalog: Catalog, family: string, type?: string, width?: number): Promise<string> {
  const entry = familyOf(catalog, family);
  const found = type === undefined ? undefined : entry.types().find(({ id }) => id === type);
  if (type !== undefined && !found) throw new Error(`no ${type}`);
  return renderEvidencePage(detailsOf(catalog, entry, found), style(width));
}

describe('the page of a family', () => {
  it('has the verdict, its evidence and the ten characteristics', async () => {
    const page = await pageOf(embedded, 'ecs.c7re');
    for (const part of ['ecs.c7re', 'retired', 'elastic-rdma', 'conflict', 'names SHENLONG as the architecture', '2026-Q1', 'https://']) {
      expect(page).toContain(part);
    }
    const lines = page.split('\n');
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter((number) => !lines.some((line) => line.startsWith(`  ${number} `)))).toEqual([]);
  });

  it('says where nothing is known, and why', async () => {
    const page = await pageOf(embedded, 'ecs.u1');
    expect(page).toMatch(/on CIPU +unknown: nothing says so, nothing denies it/);
    expect(page).toMatch(/SR-IOV +unknown: .*--live asks the API \(EnhancedNetwork\.SriovSupport\)/);
    expect(page).toMatch(/Hot migration +unknown: the API does not show this/);
  });

  it('ends in one newline, and has no trailing blanks', async () => {
    const page = await pageOf(embedded, 'ecs.g8i');
    expect(page).toMatch(/[^\n]\n$/);
    expect(page.split('\n').filter((line) => / $/.test(line))).toEqual([]);
  });

  it.each([60, 80, 120])('fits %i columns, heading and links aside', async (width) => {
    const page = await pageOf(embedded, 'ecs.g8i', undefined, width);
    const [, ...body] = page.split('\n');
    const long = body.filter((line) => stringWidth(line) > width);
    expect(long.filter((line) => !line.includes('https://'))).toEqual([]);
  });
});

describe('the page of a type', () => {
  it('is about the type: no table of types', async () => {
    const page = await pageOf(embedded, 'ecs.g8i', 'ecs.g8i.xlarge');
    expect(page).toMatch(/^ecs\.g8i\.xlarge {2}a type of ecs\.g8i, General-purpose, X86/);
    expect(page).toMatch(/vCPUs +4\n/);
    expect(page).not.toContain('\nTypes\n');
  });
});

describe('a live page', () => {
  it.each(hostileTexts)('escapes a %s in whatever the API sends', async (_, text) => {
    const reply = {
      InstanceTypeId: `ecs.x9.${text}`,
      InstanceTypeFamily: `ecs.x9${text}`,
      InstanceCategory: text,
      CpuArchitecture: text,
      PhysicalProcessorModel: text,
      NvmeSupport: 'required',
      GPUSpec: text,
      EriQuantity: 1,
    };
    const catalog = liveCatalog([{ id: `ecs.x9${text}`, generation: text, regions: ['cn-hangzhou'] }], [reply]);
    for (const page of [await pageOf(catalog, `ecs.x9${text}`), await pageOf(catalog, `ecs.x9${text}`, `ecs.x9.${text}`)]) expect(page).not.toMatch(unsafe);
  });
});
