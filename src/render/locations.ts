import type { Place } from '../model/policy/target.ts';

/** The file that names a target as CI systems want it, without a leading `./`; null for stdin and the command line. */
export function fileOf({ file }: Place): string | null {
  return file === null || file === '-' ? null : withoutDot(file);
}

/** The file at which a target is shown where one is needed: of what no file names it is the policy, or another one. */
export function shownAt(place: Place, policy: string | null, elsewhere: string): string {
  return fileOf(place) ?? (place.file === '-' ? 'stdin' : withoutDot(policy ?? elsewhere));
}

/** A path without a leading `./`: CI systems compare it with those of the repository. */
export function withoutDot(path: string): string {
  return path.replace(/^(?:\.\/+)+(?=.)/s, '');
}

/** A path as a URI reference (RFC 3986): relative as it is, absolute ones (`/a`, `C:\a`) as `file:` URIs. */
export function toUri(path: string): string {
  const drive = /^[A-Za-z]:[\\/]/.test(path);
  const encoded = (drive ? path.slice(2).replaceAll('\\', '/') : path).split('/').map(encodeSegment).join('/');
  if (drive) return `file:///${path.slice(0, 2)}${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

/** Half a surrogate pair has no UTF-8 form, on which the encoder throws. */
const encodeSegment = (segment: string) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
