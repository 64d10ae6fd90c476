/** Whether anything in marks, which have the form of values, is true. */
export function isMarked(marks: unknown): boolean {
  return marks === true || (typeof marks === 'object' && marks !== null && Object.values(marks).some(isMarked));
}
