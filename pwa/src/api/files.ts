/** Asks for a file of the app itself, so that the worker keeps it. */
export async function fetchFile(url: string): Promise<void> {
  await fetch(url)
}
