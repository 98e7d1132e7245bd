import { address } from '../router'

const SCREENS: Readonly<Record<string, string>> = { home: '/', team: '/team', visit: '/visit' }

/** The screen from which a session was opened, by the address's `from`: there the way back leads. */
export const cameFrom = (): string => SCREENS[address.value.query.get('from') ?? ''] ?? '/sent'
