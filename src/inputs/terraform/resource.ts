import type { Path } from '../../documents/document.ts';

/** A resource as it will be, or is, and what is said about its values: parts of a document, of any form. */
export interface Resource {
  readonly type: string;
  readonly address: string | null;
  readonly values: unknown;
  readonly valuesPath: Path;
  /** In the form of the values, with true for what is sensitive. */
  readonly sensitive: unknown;
  /** In the form of the values, with true for what is known only after apply. */
  readonly unknown: unknown;
  readonly unknownPath: Path;
}

/** What stands for a name that nobody may see. */
export const sensitiveReason = 'The instance type is marked as sensitive: it is neither shown nor checked.';

/** The dotted name of an attribute, without list places: `launch_template_config.instance_type`. */
export function attributeOf(steps: Path): string {
  return steps.filter((step) => typeof step === 'string').join('.');
}
