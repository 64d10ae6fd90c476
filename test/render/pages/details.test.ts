import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import { findSubject } from '../../../src/model/catalog/lookup.ts';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import { detailsOf } from '../../../src/model/reports/details.ts';
import { renderPage } from '../../../src/render/pages/details.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { hostileTexts, style, unsafe } from '../../helpers/list.ts';
import { liveCatalog } from '../../helpers/small-catalog.ts';

const embedded = openEmbeddedCatalog();

function detailsIn(catalog: Catalog, name: string) {
  const found = findSubject(catalog, name);
  if (!found) throw new Error(`no ${name}`);
  return detailsOf(catalog, found.entry, found.type);
}
const pageOf = (catalog: Catalog, name: string, width?: number) => renderPage(detailsIn(catalog, name), style(width));

/** The line of a label, and those that go on with it. */
const lineOf = (page: string, label: string) => new RegExp(`^ {2}${label} {2,}(.*(\\n {10,}.*)*)`, 'm').exec(page)?.[1]?.replace(/\n +/g, ' ');

describe('the page of a family', () => {
  it('begins with what people ask for', async () => {
    const page = await pageOf(embedded, 'ecs.g8i');
    expect(page).toMatch(/^ecs\.g8i {2}General-purpose, X86, Intel Xeon .*\n {2}CIPU /);
    expect(lineOf(page, 'CIPU')).toBe('yes, it runs on CIPU (documented): the documentation names CIPU as the architecture of the family');
    expect(lineOf(page, 'Elastic RDMA')).toBe('yes, documented');
    expect(lineOf(page, 'NVMe cloud disks')).toBe('yes, documented');
    expect(lineOf(page, 'Elastic bare metal')).toBe('no, documented');
    expect(lineOf(page, 'Sizes')).toBe('11 types; 2 to 192 vCPUs; 2.7 GHz, turbo 3.2 GHz');
    expect(lineOf(page, 'Memory')).toBe('8 to 1024 GiB; vCPU to memory 1:4');
    expect(lineOf(page, 'Network')).toMatch(/^2\.5 to 100 Gbit\/s; burst 15 to 25 Gbit\/s; 1,000,000 to 30,000,000 packets\/s; /);
    expect(lineOf(page, 'Disks')).toMatch(/^ESSD, .*; 25,000 to 1,000,000 IOPS; burst 200,000 IOPS; /);
    expect(lineOf(page, 'Sold')).toBe('international, china');
  });

  it.each([
    { name: 'ecs.ebmgn8v', verdict: /^yes, it runs on CIPU 1\.0 \(documented\): / },
    { name: 'ecs.g7', verdict: /^no, it does not run on CIPU \(documented\): .* SHENLONG/ },
    { name: 'ecs.gn6e', verdict: /^no, it does not run on CIPU \(inferred\): .* on sale before CIPU/ },
    { name: 'ecs.c7re', verdict: /^yes, it runs on CIPU \(inferred\): .*\. Some of the evidence points the other way\.$/ },
    { name: 'ecs.u1', verdict: /^not known: nothing says that it runs on CIPU, and nothing denies it$/ },
  ])('gives the verdict on $name in a sentence', async ({ name, verdict }) => {
    expect(lineOf(await pageOf(embedded, name), 'CIPU')).toMatch(verdict);
  });

  it('says of which types a feature is', async () => {
    const page = await pageOf(embedded, 'ecs.g8i');
    expect(page).toMatch(/Burstable network +some \(at least 7 of 11\), documented\n/);
    expect(page).toMatch(/Enclave +some \(from 4 vCPUs\), documented\n/);
    // What is not known of the others is no no.
    expect(await pageOf(embedded, 'ecs.g7')).toMatch(/Trunk ENI +some \(at least 1 of 9\), shown by the API\n/);
  });

  it('counts the types that have a feature where it is known of all', async () => {
    const replies = [1, 0, 0].map((EriQuantity, i) => ({ InstanceTypeId: `ecs.x9.${i}xlarge`, InstanceTypeFamily: 'ecs.x9', EriQuantity }));
    const page = await pageOf(liveCatalog(['ecs.x9'], replies), 'ecs.x9');
    expect(lineOf(page, 'Elastic RDMA')).toBe('some (1 of 3), shown by the API; ERIs: 0 to 1');
  });

  it('tells of each feature once, and leaves none out', async () => {
    for (const { id } of embedded.families.filter((_, i) => i % 12 === 0)) {
      const details = detailsIn(embedded, id);
      const features = [...details.characteristics.flatMap((one) => one.features), ...details.otherFeatures];
      const statusOf = new Map(features.map(({ key, status }) => [key as string, status]));
      const [told = '', open = ''] = (await renderPage(details, style(undefined))).split('\n  Not known: ');
      for (const { key, title } of featureDefinitions.filter((one) => one.key !== 'cipu')) {
        const lines = told.match(new RegExp(`(^| {2})${title} {2,}(yes|no|some|not known)\\b`, 'gm')) ?? [];
        const isOpen = statusOf.get(key) === 'unknown' && !['erdma', 'nvme', 'bare-metal'].includes(key);
        expect([lines.length, new RegExp(`(^|[,;] )${title}\\b`).test(open)], `${title} of ${id}`).toEqual(isOpen ? [0, true] : [1, false]);
      }
    }
  });

  it('says who may know what nobody says', async () => {
    expect(await pageOf(embedded, 'ecs.g8i')).toMatch(
      /\n {2}Not known: SR-IOV, .*PTP clock \(--live asks\); Intel SGX, Hot migration \(the API does not show this\)\.\n$/,
    );
  });

  it('has a column of its types only where they differ', async () => {
    const headers = async (name: string) =>
      /^ {2}Type .*$/m
        .exec(await pageOf(embedded, name))?.[0]
        .trim()
        .split(/ {2,}/);
    expect(await headers('ecs.g8i')).toEqual(['Type', 'vCPU', 'Memory GiB', 'Net Gbit/s', 'Net burst', 'Packets/s', 'ENIs', 'Disk IOPS', 'Disk Gbit/s']);
    expect(await headers('ecs.gn6e')).toContain('GPUs');
    expect(await headers('ecs.g7')).not.toContain('GPUs');
  });

  it('begins a line where a characteristic and its features have no room side by side', async () => {
    const page = await pageOf(embedded, 'ecs.g8i', 80);
    expect(page).toContain('\n   4  Local storage virtualization\n        Local disks              no, inferred\n   5  Elastic RDMA: see above\n');
  });

  it('ends in one newline, and has no trailing blanks', async () => {
    const page = await pageOf(embedded, 'ecs.g8i');
    expect(page).toMatch(/[^\n]\n$/);
    expect(page.split('\n').filter((line) => / $/.test(line))).toEqual([]);
  });
});

describe('the page of a type', () => {
  it('is about the type: its own figures, and no table of types', async () => {
    const page = await pageOf(embedded, 'ecs.g8i.xlarge');
    expect(page).toMatch(/^ecs\.g8i\.xlarge {2}a type of ecs\.g8i, General-purpose, X86/);
    expect(lineOf(page, 'Size')).toBe('4 vCPUs; 2.7 GHz, turbo 3.2 GHz');
    expect(lineOf(page, 'Memory')).toMatch(/^16 GiB; /);
    expect(page).not.toContain('\nTypes\n');
  });

  it('counts one of a thing as one', async () => {
    expect(lineOf(await pageOf(embedded, 'ecs.t6-c4m1.large'), 'Size')).toMatch(/^2 vCPUs; /);
    expect(lineOf(await pageOf(embedded, 'ecs.t5-lc1m1.small'), 'Size')).toMatch(/^1 vCPU; /);
  });
});

it('what is retired, or known by its name alone, has a page', async () => {
  expect(await pageOf(embedded, 'ecs.c7re')).toMatch(/^ecs\.c7re .*, retired\n/);
  for (const name of ['ecs.gn8t', 'ecs.g8ise.48xlarge']) {
    const page = await pageOf(embedded, name);
    expect(lineOf(page, 'CIPU')).toMatch(/^not known: /);
    expect(lineOf(page, 'Sold')).toBe('no document describes this family');
    expect(page).not.toContain('characteristics');
    expect(page).toMatch(/\n {2}Not known: .*Local disks, /);
  }
});

it('nothing is cut, also where the names of features that are known are short', async () => {
  const catalog = liveCatalog(['ecs.x9'], [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', EniIpv6AddressQuantity: 1 }]);
  for (const width of [undefined, 100, 60]) {
    const page = await pageOf(catalog, 'ecs.x9', width);
    expect(page).toMatch(/Other features\s+IPv6 +yes, shown by the API\n/);
    expect(page).toMatch(/Pooling of CIPUs:? +not known\n/);
    expect(page).not.toContain('\u2026');
  }
});

it('no figure stands beside a feature that is not there', async () => {
  expect(lineOf(await pageOf(embedded, 'ecs.t6'), 'Elastic RDMA')).toBe('no, inferred');
  expect(lineOf(await pageOf(embedded, 'ecs.g7'), 'GPU')).toBeUndefined();
});

describe('a live page', () => {
  it.each(hostileTexts)('escapes a %s in whatever the API sends', async (_, text) => {
    const reply = {
      InstanceTypeId: `ecs.x9.${text}`,
      InstanceTypeFamily: `ecs.x9${text}`,
      InstanceCategory: text,
      CpuArchitecture: text,
      PhysicalProcessorModel: text,
      GPUSpec: text,
      EriQuantity: 1,
    };
    const catalog = liveCatalog([{ id: `ecs.x9${text}`, generation: text, regions: [`cn-${text}`] }], [reply]);
    for (const name of [`ecs.x9${text}`, `ecs.x9.${text}`]) expect(await pageOf(catalog, name)).not.toMatch(unsafe);
  });
});
