// What few phones ever show, in one file: two would pack worse.
export { DataLoss } from './data-loss'
export { NotTaken } from './not-taken'
export { Waiting } from './waiting'
