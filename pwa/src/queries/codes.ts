/** A code as "ABCDE-FGHJK". Screens may not import rules/. */
export { grouped as formatCode } from '../rules/code'
