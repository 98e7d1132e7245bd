import { fetchFile } from '../remote/files'

/** Has the worker keep a file of the app that is not among those it keeps anyway. */
export const keepFile = (url: string): Promise<void> => fetchFile(url)
