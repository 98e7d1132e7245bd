// What few phones ever show, in one file: two would pack worse.
export { Lost } from './lost'
export { NotTaken } from './not-taken'
