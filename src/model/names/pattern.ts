/** A parsed name or glob of a family or type, in full form (`ecs.g8*`). */
export interface NamePattern {
  readonly text: string;
  readonly isGlob: boolean;
  /** Whether it speaks of types (`g8i.*`, `g8i.xlarge`) and not of families (`g8i`, `g8*`). */
  readonly isType: boolean;
  matches(name: string): boolean;
}

/** A name or glob in full form: in lower case and with `ecs.` in front. */
export function fullName(text: string): string {
  const lower = text.trim().toLowerCase();
  return /^(ecs[.*?]|\*|\{[^}]*ecs\.)/.test(lower) ? lower : `ecs.${lower}`;
}

/** Whether a text is a glob and not a name. */
export const isGlob = (text: string): boolean => /[*?[\]{}]/.test(text);

/**
 * Parses a name or glob, with or without `ecs.`, in any case. Globs know `*`, `?`, `[...]` and `{a,b}`. A pattern with
 * a second dot is one of types. It throws no error, since every text is a pattern.
 */
export async function parsePattern(text: string): Promise<NamePattern> {
  const full = fullName(text);
  // The dots of `ecs.` and of ranges such as `{7..9}` separate no family from a size.
  const isType = full.replace(/ecs\.|\.\./g, '').includes('.');
  if (!isGlob(full)) return { text: full, isGlob: false, isType, matches: (name) => name.toLowerCase() === full };
  const { default: picomatch } = await import('picomatch');
  const match = picomatch(full, { nocase: true, dot: true });
  return { text: full, isGlob: true, isType, matches: (name) => match(name) };
}
