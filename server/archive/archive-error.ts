/** A file that is not what it should be: broken, forged, of another key, or of a newer version. It says which, and what to do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}
