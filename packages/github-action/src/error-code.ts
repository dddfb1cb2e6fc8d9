/** `ENOENT` and the like; the name of the error where it has no code. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : String(error);
}
