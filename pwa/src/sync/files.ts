import { fetchFile } from '../api/files'

/** Has the worker keep a file of the app that is not among those it keeps anyway. */
export const keepFile = (url: string): Promise<void> => fetchFile(url)
