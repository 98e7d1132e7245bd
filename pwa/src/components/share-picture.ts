import { canShareFile } from './share'

/**
 * Hands a picture and its text to the share sheet. `closed` if the person thought better of it;
 * `refused` where the browser takes no files or would not open the sheet.
 */
export async function sharePicture(
  picture: File,
  text: string,
): Promise<'shared' | 'closed' | 'refused'> {
  if (!canShareFile(picture)) return 'refused'
  try {
    await navigator.share({ files: [picture], text })
    return 'shared'
  } catch (error) {
    return (error as Error).name === 'AbortError' ? 'closed' : 'refused'
  }
}
