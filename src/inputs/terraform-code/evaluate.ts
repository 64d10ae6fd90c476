import { callFunction } from './functions.ts';
import type { At, Expression } from './syntax.ts';
import { eitherOf, forEach, membersOf, placeOf, possibilities, type Value } from './value.ts';

/** What names stand for where an expression is read. */
export interface Scope {
  /**
   * `var.NAME`, `local.NAME`, `each.value`, `module.NAME`, `alicloud_instance.NAME`; undefined where there is no such
   * thing.
   */
  resolve(root: string, name: string, at: At): Value | undefined;
  /** A name that stands for a value by itself: that of a `for` or of the iterator of a dynamic block. */
  readonly bindings: ReadonlyMap<string, Value>;
}

/** The same scope with some names bound. */
export function bind(scope: Scope, bindings: Iterable<readonly [string, Value]>): Scope {
  return { resolve: scope.resolve, bindings: new Map([...scope.bindings, ...bindings]) };
}

/**
 * What is known of an expression before anything is applied. Both branches of a conditional count, whatever its
 * condition.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return { kind: 'known', value: expression.value, at: expression.at };
    case 'template':
      return join(
        expression.parts.map((part) => evaluate(part, scope)),
        expression.at,
      );
    case 'list':
      return { kind: 'list', items: expression.items.map((item) => evaluate(item, scope)) };
    case 'object':
      return toObject(expression.entries.map(([key, value]) => [evaluate(key, scope), evaluate(value, scope)]));
    case 'name':
      return scope.bindings.get(expression.name) ?? { kind: 'unknown', reason: `What ${expression.name} is, only a plan tells.`, at: expression.at };
    case 'member':
      return evaluateMember(expression, scope);
    case 'splat':
      return forEach(evaluate(expression.of, scope), (of) => {
        const take = (item: Value) => expression.steps.reduce((one, step) => takeMember(one, evaluate(step, scope)), item);
        return of.kind === 'list' ? { kind: 'list', items: of.items.map(take) } : of.kind === 'unknown' ? of : { kind: 'list', items: [take(of)] };
      });
    case 'call':
      return callFunction(
        expression.name,
        expression.args.map((arg) => evaluate(arg, scope)),
        expression.at,
      );
    case 'conditional':
      return eitherOf(expression.branches.map((branch) => evaluate(branch, scope))) ?? { kind: 'list', items: [] };
    case 'for':
      return evaluateFor(expression, scope);
    case 'other':
      return { kind: 'unknown', reason: `What ${shorten(expression.text)} gives, only a plan tells.`, at: expression.at };
  }
}

const shorten = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}...` : line;
};

function evaluateMember({ of, key }: Extract<Expression, { kind: 'member' }>, scope: Scope): Value {
  if (of.kind === 'name' && key.kind === 'literal' && !scope.bindings.has(of.name)) {
    const found = scope.resolve(of.name, String(key.value), of.at);
    return found ?? { kind: 'unknown', reason: `What ${of.name}.${key.value} is, only a plan tells.`, at: of.at };
  }
  return takeMember(evaluate(of, scope), evaluate(key, scope));
}

/** A member of a list or an object; any of them where it is not known which. */
export function takeMember(of: Value, key: Value): Value {
  return forEach(of, (one) =>
    forEach(key, (step) => {
      const members = membersOf(one);
      if (!members) return one.kind === 'unknown' ? one : { kind: 'unknown', reason: 'It has no members.', at: placeOf(one) };
      const name = step.kind === 'known' ? step.value : undefined;
      if (one.kind === 'object' && name !== undefined) {
        return one.entries.get(String(name)) ?? { kind: 'unknown', reason: `What ${name} is there, only a plan tells.`, at: placeOf(step) };
      }
      const item = typeof name === 'number' ? members[name] : undefined;
      return item ?? eitherOf(members) ?? { kind: 'unknown', reason: 'It is empty.', at: placeOf(step) };
    }),
  );
}

function toObject(pairs: readonly (readonly [Value, Value])[]): Value {
  const entries = new Map<string, Value>();
  for (const [key, value] of pairs) {
    for (const one of possibilities(key)) {
      const name = one.kind === 'known' ? String(one.value) : `?${entries.size}`;
      const earlier = entries.get(name);
      entries.set(name, (earlier && eitherOf([earlier, value])) ?? value);
    }
  }
  return { kind: 'object', entries };
}

/** Texts one behind the other, in every combination of what they may be. */
function join(parts: readonly Value[], at: At): Value {
  let texts = [''];
  for (const part of parts) {
    const unknown = possibilities(part).find((one) => one.kind !== 'known');
    // A reference alone in quotes is the thing itself, which may be a list.
    if (unknown && parts.length === 1) return part;
    if (unknown) return { kind: 'unknown', reason: unknown.kind === 'unknown' ? unknown.reason : 'It is not a text.', at };
    const words = possibilities(part).map((one) => (one.kind === 'known' ? String(one.value ?? '') : ''));
    texts = texts.flatMap((text) => words.map((word) => text + word));
    if (texts.length > 1000) return { kind: 'unknown', reason: 'The text has too many forms.', at };
  }
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return eitherOf(texts.map((value) => ({ kind: 'known', value, at }) as const)) ?? { kind: 'known', value: '', at };
}

/** The items that a `for` makes, whatever its condition leaves out. */
function evaluateFor({ names, over, key, value }: Extract<Expression, { kind: 'for' }>, scope: Scope): Value {
  const [first = '', second] = names;
  return forEach(evaluate(over, scope), (source) => {
    if (source.kind === 'unknown') return source;
    const members = entriesOf(source);
    const scopes = members.map(([name, item]) =>
      bind(
        scope,
        second === undefined
          ? [[first, item]]
          : [
              [first, name],
              [second, item],
            ],
      ),
    );
    if (!key) return { kind: 'list', items: scopes.map((one) => evaluate(value, one)) };
    return toObject(scopes.map((one) => [evaluate(key, one), evaluate(value, one)]));
  });
}

/** The keys and values of a list or an object. */
export function entriesOf(value: Value): readonly (readonly [Value, Value])[] {
  const at = placeOf(value);
  if (value.kind === 'list') return value.items.map((item, i) => [{ kind: 'known', value: i, at }, item]);
  if (value.kind === 'object') return [...value.entries].map(([name, item]) => [{ kind: 'known', value: name, at }, item]);
  return [];
}
