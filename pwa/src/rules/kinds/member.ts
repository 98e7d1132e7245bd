// The row of a member of a team.

/**
 * The id of the row of a member in a team, a uuid of version 5 that phone and server foretell
 * alike (PROTOCOL 4.8).
 */
export async function rowId(member: string, team: string): Promise<string> {
  const space = member.replaceAll('-', '').match(/../g) ?? []
  const bytes = [
    ...space.map((pair) => Number.parseInt(pair, 16)),
    ...new TextEncoder().encode(team),
  ]
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', new Uint8Array(bytes)))
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80
  const hex = [...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
