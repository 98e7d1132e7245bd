import { expect, it } from 'vitest'
import { changesOf } from './bundle-payload'

const MIB = 1024 * 1024

async function packed(note: string): Promise<Uint8Array> {
  const text = new Blob([JSON.stringify({ changes: [{ note }] })]).stream()
  const zipped = text.pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(zipped).arrayBuffer())
}

it('unpacks what the server would take, and no more', async () => {
  const longest = 'a'.repeat(MIB - JSON.stringify({ changes: [{ note: '' }] }).length)
  expect(await changesOf(await packed(longest))).toEqual([{ note: longest }])
  await expect(changesOf(await packed(`${longest}a`))).rejects.toThrow('more than the server takes')
})

it('refuses a small payload that would fill the memory', async () => {
  const bomb = await packed('a'.repeat(64 * MIB))
  expect(bomb.length).toBeLessThan(MIB / 8)
  await expect(changesOf(bomb)).rejects.toThrow('more than the server takes')
})
