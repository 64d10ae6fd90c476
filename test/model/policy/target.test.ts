import { expect, it } from 'vitest';
import { commandLine, isTypeName } from '../../../src/model/policy/target.ts';

it.each([
  ['ecs.g8i', false],
  ['ecs.g8i.xlarge', true],
  ['ecs.gn6i-c4g1.xlarge', true],
  ['ecs.g8i.', true],
  ['g8i', false],
  ['', false],
])('%j is the name of a type: %s', (name, expected) => expect(isTypeName(name)).toBe(expected));

it('an argument of the command line stands in no file', () => expect(commandLine).toEqual({ file: null, line: null, column: null, address: null }));
