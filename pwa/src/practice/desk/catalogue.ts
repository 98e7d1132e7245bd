type Lists = typeof import('../../rules/catalogue.json')

/** The lists that came with this build, once they are loaded. */
export let lists: Lists

/** Out of the file of their own in which every phone keeps them. */
export async function loadLists(): Promise<void> {
  lists ??= (await import('../../rules/catalogue.json')).default
}
