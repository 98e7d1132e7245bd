// The screens of activities, in one file, which a phone fetches as soon as it has one.

export { Activities } from './activities'
export { ActivityScreen } from './activity'
