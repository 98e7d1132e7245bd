import { version } from '../../package.json'

/** Version of the app that is running. */
export const VERSION: string = version
