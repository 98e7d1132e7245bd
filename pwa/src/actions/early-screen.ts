// What of the first screen is kept holds no more.
export { forgetEarlyScreen } from '../store/early-screen'
