import { today } from '../store/days'
import type { EarlyScreen } from '../store/early-screen'
import { keepEarlyScreen } from '../store/keep-early-screen'

/**
 * Keeps the first screen for the next start. Of what is of a day or of a moment it holds nothing.
 * `onlyToday`: on another day something would stand above the tiles.
 */
export function keepFirstScreen(screen: Omit<EarlyScreen, 'day'>, onlyToday: boolean): void {
  keepEarlyScreen({ ...screen, day: onlyToday ? today() : null })
}
