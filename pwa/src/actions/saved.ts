/**
 * What follows each save. It asks for things and waits for none of them: sending and the browser's
 * leave to keep data come with a later file, which the first screen does without.
 */
export function afterSave(): void {
  void import('./start').then((start) => start.afterSave())
}
