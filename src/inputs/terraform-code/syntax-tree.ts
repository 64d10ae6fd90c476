import type { Parser, TreeCursor } from 'web-tree-sitter';
import { openParser } from '../hcl-grammar.ts';

/** A part of the parsed text: named nodes only, with the offsets at which they begin and end. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Node[];
}

/** Each pair of brackets takes some four levels of the grammar. Real code stays below 100. */
const maxLevels = 400;

/** What a text is by the grammar, and the offset of its first mistake. */
export async function parseTree(text: string): Promise<{ readonly root: Node; readonly mistake?: number }> {
  const parser = await openParser();
  const tree = parser.parse(text);
  if (!tree) return { root: nothing, mistake: 0 };
  const cursor = tree.walk();
  try {
    if (tree.rootNode.hasError) return { root: nothing, mistake: findMistake(cursor, 0) ?? 0 };
    const typeOf = typesOf(parser);
    const root = copy(cursor, typeOf(cursor.nodeTypeId) ?? '', 0, typeOf);
    return root ? { root } : { root: nothing, mistake: 0 };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

const nothing: Node = { type: 'config_file', start: 0, end: 0, children: [] };

/** Where the first thing stands that has no place in the grammar, or that is missing. */
function findMistake(cursor: TreeCursor, level: number): number | undefined {
  if (cursor.nodeType === 'ERROR' || level > maxLevels || cursor.nodeIsMissing) return cursor.startIndex;
  let mistake: number | undefined;
  if (cursor.gotoFirstChild()) {
    do mistake ??= findMistake(cursor, level + 1);
    while (mistake === undefined && cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return mistake;
}

/** Punctuation that has a name in the grammar, and comments. */
const saysNothing = /^comment$|_(?:start|end)$/;

/** The type of a node by its number; undefined for one that says nothing. */
type TypeOf = (id: number) => string | undefined;

function typesOf({ language }: Parser): TypeOf {
  const types = new Map<number, string | undefined>();
  return (id) => {
    if (!types.has(id)) {
      const type = language?.nodeTypeForId(id) ?? undefined;
      types.set(id, type !== undefined && !saysNothing.test(type) && language?.nodeTypeIsNamed(id) ? type : undefined);
    }
    return types.get(id);
  };
}

/** Types of nodes that have no parts, or none but punctuation around their text. */
const leaves = new Set(['identifier', 'string_lit', 'template_literal', 'numeric_lit', 'bool_lit', 'null_lit']);

/**
 * Copies a tree without mistakes out of WebAssembly: each look at one of its nodes costs more than all that follows.
 * Undefined for one that is nested too deep.
 */
function copy(cursor: TreeCursor, type: string, level: number, typeOf: TypeOf): Node | undefined {
  const { startIndex: start, endIndex: end } = cursor;
  if (level > maxLevels) return undefined;
  const children: Node[] = [];
  if (!leaves.has(type) && cursor.gotoFirstChild()) {
    do {
      const inner = typeOf(cursor.nodeTypeId);
      if (inner === undefined) continue;
      const child = copy(cursor, inner, level + 1, typeOf);
      if (!child) return undefined;
      children.push(child);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, start, end, children };
}
