import { describe, expect, it } from 'vitest';
import { undecidedNote } from '../../../src/commands/shared/undecided.ts';

const noteOn = (...about: readonly string[]) => undecidedNote('types', { rows: 2, about: new Map(about.map((one) => [one, 2])) }, 'embedded', []).join();

describe('the remark on what is left out because it is not known', () => {
  it.each(['SR-IOV', 'CIPU', 'cipu', 'Network bandwidth', 'vcpus>=8', '!gpu', 'stock', 'category'])('points to the API for %s', (about) => {
    expect(noteOn(about)).toMatch(/; --live asks the API\.$/);
  });

  it.each([
    'vTPM',
    'Enclave',
    'Intel TDX',
    'Intel SGX',
    'Memory encryption',
    '!sgx',
    'tdx',
    'Disk IOPS',
    'diskIops>=5',
    'where it is sold',
    'generation of CIPU',
  ])('does not for %s, which no field of the API shows', (about) => expect(noteOn(about)).toBe(`2 types are left out because ${about} is not known of them.`));

  it('points to the API where it answers one of several things', () => expect(noteOn('vTPM', 'SR-IOV')).toMatch(/--live asks the API\.$/));
});
