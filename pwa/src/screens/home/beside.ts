// What the first screen brings a moment later, in one file: several would pack worse.
export { Chooser } from './chooser'
export { Groups } from './groups'
export { Install } from './install-offer'
export { Notices } from './notices'
export { RepeatLast } from './repeat-last'
export { Found } from './search-results'
export { TargetLine } from './target-line'
export { Where } from './where'
