/** How long a print waits for pictures that are on their way. */
const PATIENCE = 15_000;

/** Prints once every picture is there: those further down have not been asked for yet. */
export async function printWithPictures(within: Element): Promise<void> {
  const pictures = [...within.querySelectorAll("img")];
  const all = pictures.map((picture) => {
    picture.loading = "eager";
    return picture.decode().catch(() => {});
  });
  const late = new Promise((resolve) => window.setTimeout(resolve, PATIENCE));
  await Promise.race([Promise.all(all), late]);
  window.print();
}
