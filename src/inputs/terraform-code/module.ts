import { bind, entriesOf, evaluate, type Scope } from './evaluate.ts';
import type { LoadedModule } from './load.ts';
import type { At, Block } from './syntax.ts';
import { eitherOf, membersOf, placeOf, possibilities, type Value } from './value.ts';

/** A resource of the code with what is known of its arguments. */
export interface CodeResource {
  readonly type: string;
  readonly name: string;
  /** `module.web.alicloud_instance.app`. */
  readonly address: string;
  readonly values: ReadonlyMap<string, Value>;
  readonly at: At;
}

/** A call of a module that is not on disk, with what is given to it. */
export interface UnreadCall {
  readonly address: string;
  readonly reason: string;
  readonly values: ReadonlyMap<string, Value>;
  readonly at: At;
}

/** What the code of a module, and of those that it calls, makes. */
export interface Evaluated {
  readonly resources: readonly CodeResource[];
  readonly unread: readonly UnreadCall[];
  /** Resources and calls that are made not even once. */
  readonly absent: readonly Block[];
}

/**
 * Evaluates a module with the values of its variables. `only` narrows it to what one file of the module itself makes.
 */
export function evaluateModule(module: LoadedModule, inputs: ReadonlyMap<string, Value>, only?: string): Evaluated {
  return createInstance(module, inputs, '').evaluate(only);
}

/** Arguments that say how often a thing is made, or how, and are none of its own. */
const metaArguments = ['count', 'for_each', 'depends_on', 'provider', 'providers', 'lifecycle', 'source', 'version'];

/** A module as it is called once. */
interface Instance {
  evaluate(only?: string): Evaluated;
  outputs(): ReadonlyMap<string, Value>;
}

/** Makes an instance of a module. Its values are worked out when they are asked for, each once. */
function createInstance(module: LoadedModule, inputs: ReadonlyMap<string, Value>, prefix: string): Instance {
  const blocks = module.files.flatMap(({ body }) => body.blocks);
  const named = indexBlocks(blocks);
  const locals = new Map(
    blocks
      .filter(({ type }) => type === 'locals')
      .flatMap(({ body }) => [...body.attributes])
      .toReversed(),
  );
  // Undefined while a value is being worked out: whoever asks then asks in a circle.
  const known = new Map<string, Value | undefined>();
  const calls = new Map<string, Instance | undefined>();
  const scope: Scope = { resolve, bindings: new Map() };

  function evaluateAll(only?: string): Evaluated {
    const resources: CodeResource[] = [];
    const unread: UnreadCall[] = [];
    const absent: Block[] = [];
    for (const block of only === undefined ? blocks : (module.files.find(({ path }) => path === only)?.body.blocks ?? [])) {
      if (block.type !== 'resource' && block.type !== 'module') continue;
      const values = valuesOf(block);
      if (!values) absent.push(block);
      if (!values) continue;
      const [label = '', name = ''] = block.labels;
      if (block.type === 'resource') {
        resources.push({ type: label, name, address: `${prefix}${label}.${name}`, values, at: block.at });
        continue;
      }
      const called = callOf(label, values);
      const inner = called?.evaluate();
      resources.push(...(inner?.resources ?? []));
      unread.push(...(inner?.unread ?? []));
      if (!called) unread.push({ address: `${prefix}module.${label}`, reason: String(module.children.get(label)), values, at: block.at });
    }
    return { resources, unread, absent };
  }

  function callOf(name: string, values: ReadonlyMap<string, Value>): Instance | undefined {
    if (!calls.has(name)) {
      const child = module.children.get(name);
      calls.set(name, child === undefined || typeof child === 'string' ? undefined : createInstance(child, values, `${prefix}module.${name}.`));
    }
    return calls.get(name);
  }

  /** The arguments of a resource or of a call; undefined for one that is made not even once. */
  function valuesOf(block: Block): ReadonlyMap<string, Value> | undefined {
    const [count, forEach] = ['count', 'for_each'].map((name) => {
      const expression = block.body.attributes.get(name);
      return expression && evaluate(expression, scope);
    });
    if (count?.kind === 'known' && Number(count.value) === 0) return undefined;
    if (forEach && membersOf(forEach)?.length === 0) return undefined;
    return argumentsOf(block, forEach ? withEach(scope, forEach) : scope);
  }

  function argumentsOf({ body }: Block, inScope: Scope): ReadonlyMap<string, Value> {
    const values = new Map<string, Value>();
    for (const [name, expression] of body.attributes) if (!metaArguments.includes(name)) values.set(name, evaluate(expression, inScope));
    for (const inner of body.blocks.filter(({ type }) => !metaArguments.includes(type))) {
      const isDynamic = inner.type === 'dynamic';
      const made = isDynamic ? dynamicBlocks(inner, inScope) : [{ kind: 'object', entries: argumentsOf(inner, inScope) } as const];
      const name = isDynamic ? (inner.labels[0] ?? '') : inner.type;
      const earlier = values.get(name);
      values.set(name, { kind: 'list', items: [...(earlier?.kind === 'list' ? earlier.items : []), ...made] });
    }
    return values;
  }

  /** The blocks that a dynamic one makes, one for each member of what it goes through; one where that is not known. */
  function dynamicBlocks({ labels: [label = ''], body }: Block, inScope: Scope): Value[] {
    const over = body.attributes.get('for_each');
    const content = body.blocks.find(({ type }) => type === 'content');
    if (!over || !content) return [];
    const named = body.attributes.get('iterator');
    const iterator = named?.kind === 'name' ? named.name : label;
    return possibilities(evaluate(over, inScope)).flatMap((one): Value[] => {
      const members = membersOf(one) ? entriesOf(one) : [[one, one] as const];
      return members.map(([key, value]) => {
        const item: Value = {
          kind: 'object',
          entries: new Map([
            ['key', key],
            ['value', value],
          ]),
        };
        return { kind: 'object', entries: argumentsOf(content, bind(inScope, [[iterator, item]])) };
      });
    });
  }

  function resolve(root: string, name: string, at: At): Value | undefined {
    const key = `${root}.${name}`;
    if (known.has(key)) return known.get(key) ?? { kind: 'unknown', reason: `${key} refers to itself.`, at };
    known.set(key, undefined);
    const value = workOut(root, name, at);
    if (value) known.set(key, value);
    else known.delete(key);
    return value;
  }

  function workOut(root: string, name: string, at: At): Value | undefined {
    if (root === 'var') return variable(name, at);
    if (root === 'local') {
      const expression = locals.get(name);
      return expression && evaluate(expression, scope);
    }
    const isCall = root === 'module';
    const block = named.get(isCall ? `module ${name}` : `resource ${root} ${name}`);
    const values = block && valuesOf(block);
    const members = values && isCall ? callOf(name, values)?.outputs() : values;
    if (!block || !members) return undefined;
    const one: Value = { kind: 'object', entries: members };
    const { attributes } = block.body;
    return attributes.has('count') || attributes.has('for_each') ? { kind: 'list', items: [one] } : one;
  }

  function variable(name: string, at: At): Value {
    const block = named.get(`variable ${name}`);
    const fallback = block?.body.attributes.get('default');
    return inputs.get(name) ?? (fallback ? evaluate(fallback, scope) : { kind: 'unknown', reason: `The variable ${name} has no value.`, at });
  }

  function outputs(): ReadonlyMap<string, Value> {
    const given = blocks.filter(({ type }) => type === 'output').map(({ labels: [name = ''], body }) => [name, body.attributes.get('value')] as const);
    return new Map(given.flatMap(([name, value]) => (value ? [[name, evaluate(value, scope)] as const] : [])));
  }

  return { evaluate: evaluateAll, outputs };
}

/** Blocks by their types and labels; of several alike the first. */
function indexBlocks(blocks: readonly Block[]): ReadonlyMap<string, Block> {
  return new Map(blocks.map((block) => [[block.type, ...block.labels].join(' '), block] as const).toReversed());
}

/** The scope of a thing that is made once for each member: `each.key` and `each.value` may be those of any. */
function withEach(scope: Scope, source: Value): Scope {
  const options = possibilities(source);
  const isSet = options.every(({ kind }) => kind === 'list');
  const members = options.flatMap((one) => (membersOf(one) ? entriesOf(one) : [[one, one] as const]));
  const unknown: Value = { kind: 'unknown', reason: 'What it is made for, only a plan tells.', at: placeOf(source) };
  const value = eitherOf(members.map(([, member]) => member)) ?? unknown;
  // The keys of a set are its members.
  const key = isSet ? value : (eitherOf(members.map(([name]) => name)) ?? unknown);
  return bind(scope, [
    [
      'each',
      {
        kind: 'object',
        entries: new Map([
          ['key', key],
          ['value', value],
        ]),
      },
    ],
  ]);
}
