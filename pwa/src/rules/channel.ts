// Names of channels (PROTOCOL 2). Only the server decides which ones are a phone's.
import { isUuid } from './uuid'

export const CATALOGUE = 'catalogue'

export function teamChannel(team: string): string {
  return `team:${team}`
}

export function deviceChannel(device: string): string {
  return `device:${device}`
}

/** The team's id in the name of a team's channel, null for any other name. */
export function teamOf(channel: string | null): string | null {
  return owner(channel, 'team:')
}

/** The phone's id in the name of a phone's channel, null for any other name. */
export function deviceOf(channel: string | null): string | null {
  return owner(channel, 'device:')
}

function owner(channel: string | null, prefix: string): string | null {
  if (channel === null || !channel.startsWith(prefix)) return null
  const id = channel.slice(prefix.length)
  return isUuid(id) ? id : null
}
