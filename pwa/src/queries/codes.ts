/** "ABCDE-FGHJK", as it stands on paper. */
export { grouped as formatCode } from '../rules/code'
