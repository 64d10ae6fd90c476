/** A remark on an output. An aside helps to read it, and is left out where a terminal has no room for all remarks. */
export type Note = string | { readonly aside: string };

/** The text of a remark. */
export const textOf = (note: Note): string => (typeof note === 'string' ? note : note.aside);
