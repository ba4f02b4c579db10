/** The header that makes the server refuse an edit of something that has changed since it was read. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}
