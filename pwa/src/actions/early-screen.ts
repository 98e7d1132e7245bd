import { today } from '../store/days'
import { type EarlyScreen, keepEarlyScreen } from '../store/early-screen'

export { forgetEarlyScreen } from '../store/early-screen'

/**
 * Keeps the first screen for the next start. Of what is of a day or of a moment it holds nothing.
 * `onlyToday`: on another day something would stand above the tiles.
 */
export function keepFirstScreen(screen: Omit<EarlyScreen, 'day'>, onlyToday: boolean): void {
  keepEarlyScreen({ ...screen, day: onlyToday ? today() : null })
}
