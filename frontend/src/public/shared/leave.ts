/** Goes to another app; the promise stays open, so that the form stays busy until the page is gone. */
export function leaveTo(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}
