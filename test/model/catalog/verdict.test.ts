import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../src/model/catalog/facts.ts';
import { decide, rules, type VerdictFacts } from '../../../src/model/catalog/verdict.ts';

const silent: VerdictFacts = {
  family: 'ecs.x99',
  platforms: [],
  documentedErdma: undefined,
  namedErdma: false,
  observedErdma: { yes: 0, no: 0 },
  generation: null,
};
const on = (...platforms: readonly Platform[]): Partial<VerdictFacts> => ({ platforms });
const cipu = (generation: string | null = null): Platform => ({ name: 'CIPU', generation });
const shenlong = (generation: string | null): Platform => ({ name: 'SHENLONG', generation });

const documentedYes = { verdict: 'yes', basis: 'documented', rule: 'documented-cipu', conflict: false };
const erdmaYes = { verdict: 'yes', basis: 'inferred', rule: 'elastic-rdma', conflict: false };
const fourthYes = { verdict: 'yes', basis: 'inferred', rule: 'fourth-generation-shenlong', conflict: false };
const shenlongNo = { verdict: 'no', basis: 'documented', rule: 'documented-shenlong', conflict: false };
const beforeNo = { verdict: 'no', basis: 'inferred', rule: 'before-cipu', conflict: false };
const unknown = { verdict: 'unknown', basis: 'none', rule: null, conflict: false };

describe('rules', () => {
  it('are tried in the order of the contract', () => {
    expect(rules.map(({ name, verdict, basis }) => [name, verdict, basis])).toEqual([
      ['documented-cipu', 'yes', 'documented'],
      ['elastic-rdma', 'yes', 'inferred'],
      ['fourth-generation-shenlong', 'yes', 'inferred'],
      ['documented-shenlong', 'no', 'documented'],
      ['before-cipu', 'no', 'inferred'],
    ]);
  });
});

it.each(rules.map(({ name, because }) => [name, because]))('the rule %s says why it concludes what it does', (_, because) => {
  expect(because).toMatch(/CIPU|platform/);
});

describe('decide', () => {
  it.each<[string, Partial<VerdictFacts>, object]>([
    ['nothing is known', {}, unknown],

    ['CIPU is named', on(cipu()), documentedYes],
    ['CIPU 1.0 is named', on(cipu('1.0')), documentedYes],
    ['CIPU of a generation to come is named', on(cipu('3.0')), documentedYes],
    ['CIPU and third-generation SHENLONG are named', on(shenlong('3'), cipu()), documentedYes],
    ['CIPU and fourth-generation SHENLONG are named', on(cipu(), shenlong('4')), documentedYes],
    ['CIPU is named and eRDMA documented', { ...on(cipu()), documentedErdma: true }, documentedYes],
    ['CIPU is named and no type shows eRDMA', { ...on(cipu()), observedErdma: { yes: 0, no: 9 } }, documentedYes],
    ['CIPU is named for an old series', { ...on(cipu()), family: 'ecs.g5' }, documentedYes],
    ['CIPU is named and the API gives an old generation', { ...on(cipu()), generation: 'ecs-3' }, documentedYes],

    ['eRDMA is documented', { documentedErdma: true }, erdmaYes],
    ['one type of many shows eRDMA', { observedErdma: { yes: 1, no: 8 } }, erdmaYes],
    ['eRDMA is documented and shown', { documentedErdma: true, observedErdma: { yes: 1, no: 0 } }, erdmaYes],
    ['eRDMA shows in an old series', { family: 'ecs.g6', observedErdma: { yes: 2, no: 0 } }, erdmaYes],
    ['eRDMA shows in an old generation', { generation: 'ecs-4', observedErdma: { yes: 2, no: 0 } }, erdmaYes],
    ['eRDMA on fourth-generation SHENLONG', { ...on(shenlong('4')), documentedErdma: true }, erdmaYes],
    ['eRDMA on SHENLONG of an unknown generation', { ...on(shenlong('5')), documentedErdma: true }, erdmaYes],
    ['eRDMA is documented on third-generation SHENLONG', { ...on(shenlong('3')), documentedErdma: true }, { ...erdmaYes, conflict: true }],
    ['eRDMA is documented on SHENLONG without generation', { ...on(shenlong(null)), documentedErdma: true }, { ...erdmaYes, conflict: true }],
    ['eRDMA shows on third-generation SHENLONG', { ...on(shenlong('3')), observedErdma: { yes: 3, no: 0 } }, { ...erdmaYes, conflict: true }],
    ['eRDMA is documented and every type denies it', { documentedErdma: true, observedErdma: { yes: 0, no: 4 } }, { ...erdmaYes, conflict: true }],
    ['eRDMA is ruled out by the documentation', { documentedErdma: false }, unknown],

    ['fourth-generation SHENLONG', on(shenlong('4')), fourthYes],
    ['third and fourth-generation SHENLONG', on(shenlong('3'), shenlong('4')), fourthYes],
    ['fourth-generation SHENLONG and no type shows eRDMA', { ...on(shenlong('4')), observedErdma: { yes: 0, no: 2 } }, fourthYes],
    ['fourth-generation SHENLONG in an old generation', { ...on(shenlong('4')), generation: 'ecs-4' }, fourthYes],

    ['SHENLONG without generation', on(shenlong(null)), shenlongNo],
    ['first-generation SHENLONG', on(shenlong('1')), shenlongNo],
    ['second-generation SHENLONG', on(shenlong('2')), shenlongNo],
    ['third-generation SHENLONG', on(shenlong('3')), shenlongNo],
    ['third-generation SHENLONG in a new generation', { ...on(shenlong('3')), generation: 'ecs-7' }, shenlongNo],
    ['third-generation SHENLONG, old series', { ...on(shenlong('3')), family: 'ecs.g6' }, shenlongNo],
    ['fifth-generation SHENLONG, not known to be CIPU or not', on(shenlong('5')), unknown],
    ['SHENLONG of a generation in words', on(shenlong('next')), unknown],

    ['a series from before CIPU', { family: 'ecs.g6' }, beforeNo],
    ['a series from before CIPU whose types show no eRDMA', { family: 'ecs.g6', observedErdma: { yes: 0, no: 5 } }, beforeNo],
    ['an old series on SHENLONG of an unknown generation', { ...on(shenlong('5')), family: 'ecs.g6' }, beforeNo],
    ['Generation ecs-1', { generation: 'ecs-1' }, beforeNo],
    ['Generation ecs-2', { generation: 'ecs-2' }, beforeNo],
    ['Generation ecs-3', { generation: 'ecs-3' }, beforeNo],
    ['Generation ecs-4', { generation: 'ecs-4' }, beforeNo],
    ['Generation ecs-5', { generation: 'ecs-5' }, unknown],
    ['Generation ecs-6', { generation: 'ecs-6' }, unknown],
    ['Generation ecs-9', { generation: 'ecs-9' }, unknown],
    ['Generation ecs-10', { generation: 'ecs-10' }, unknown],
    ['Generation ecs-41', { generation: 'ecs-41' }, unknown],
    ['Generation in an unknown form', { generation: 'v4' }, unknown],
    ['Generation of which only the end is known', { generation: 'next-ecs-4' }, unknown],

    // NVMe is no fact of the verdict at all: what is left of a family with NVMe alone is what no rule decides.
    ['a new series with NVMe alone', { family: 'ecs.g7se' }, unknown],
    ['a family without digits', { family: 'ecs.e' }, unknown],
    ['no type shows eRDMA in a new series', { family: 'ecs.g9i', observedErdma: { yes: 0, no: 9 } }, unknown],
  ])('%s', (_, facts, expected) => {
    expect(decide({ ...silent, ...facts })).toMatchObject(expected);
  });

  it.each<[Partial<VerdictFacts>, string | null]>([
    [{}, null],
    [on(cipu()), null],
    [on(cipu('2.0')), '2.0'],
    [on(shenlong('3'), cipu('1.0')), '1.0'],
    [on(shenlong('3')), null],
    [on(shenlong('5')), null],
  ])('names the generation of CIPU alone: %j', (facts, generation) => {
    expect(decide({ ...silent, ...facts })).toMatchObject({ generation });
  });

  it.each<[string, Partial<VerdictFacts>, object]>([
    ['gives CIPU where nothing else is said', {}, erdmaYes],
    ['does not stand against SHENLONG of the third generation', on(shenlong('3')), { ...shenlongNo, conflict: true }],
    ['does not stand against an old series', { family: 'ecs.g6' }, { ...beforeNo, conflict: true }],
    ['says nothing new of a documented platform', on(cipu()), documentedYes],
  ])('eRDMA that another page names %s', (_, facts, expected) => {
    expect(decide({ ...silent, ...facts, namedErdma: true })).toMatchObject(expected);
  });
});
