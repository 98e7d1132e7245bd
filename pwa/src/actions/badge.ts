/** What is not sent, on the app's icon, for whoever has put the phone away. */
export { showBadge } from '../store/badge'
