/** Where something stands in a file; lines and columns count from 1, columns in UTF-16 units. */
export interface At {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** An expression of Terraform's language, as far as it tells which values it may have. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly at: At }
  | { readonly kind: 'template'; readonly parts: readonly Expression[]; readonly at: At }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: 'name'; readonly name: string; readonly at: At }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression }
  /** `list[*].a.b`: the steps hold for each item. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly steps: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly at: At }
  | { readonly kind: 'conditional'; readonly branches: readonly Expression[] }
  | {
      readonly kind: 'for';
      /** The names that stand for the key, where there are two, and for the value. */
      readonly names: readonly string[];
      readonly over: Expression;
      /** The key of an object that is made; missing where a list is made. */
      readonly key?: Expression;
      readonly value: Expression;
    }
  /** Arithmetic, comparisons and what else makes no name of a type. */
  | { readonly kind: 'other'; readonly text: string; readonly at: At };

/** A block with its labels: `resource "alicloud_instance" "web" { ... }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly at: At;
}

/** What a file or a block holds. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

/** A body that holds nothing. */
export const emptyBody: Body = { attributes: new Map(), blocks: [] };
