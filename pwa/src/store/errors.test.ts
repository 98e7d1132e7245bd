import { beforeEach, describe, expect, it, vi } from 'vitest'
import { freshStore, record } from '../sync/test-phone'
import { checkStore } from './check-store'
import { db } from './database'
import { room, StoreError, withStore } from './errors'
import { getStatus } from './status'

const failing = (name: string, inner?: string) =>
  Object.assign(new Error(name), { name, ...(inner ? { inner: { name: inner } } : {}) })

beforeEach(async () => {
  db.gaveWay = false
  await freshStore()
})

describe('what the store cannot do', () => {
  it('a full disk has a name, and the store works again afterwards', async () => {
    const full = failing('AbortError', 'QuotaExceededError')
    await expect(withStore(() => Promise.reject(full))).rejects.toMatchObject({
      code: 'storage_full',
    })
    expect(getStatus().storageProblem).toBe('storage_full')
    // That it can be read, and that something is thrown away, makes no room.
    await withStore(() => db.meta.get('device'))
    await withStore(() => db.drafts.delete('a card that was closed'))
    expect(getStatus().storageProblem).toBe('storage_full')
    await record()
    expect(getStatus().storageProblem).toBeNull()
  })

  it('what can be had again makes room, for as long as there is any, before anybody is told', async () => {
    const full = failing('AbortError', 'QuotaExceededError')
    let left = 2
    room.make = vi.fn(async () => left-- > 0)
    const work = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(full)
      .mockRejectedValueOnce(full)
      .mockResolvedValueOnce('written')
    expect(await withStore(work)).toBe('written')
    expect(getStatus().storageProblem).toBeNull()
    await expect(withStore(() => Promise.reject(full))).rejects.toMatchObject({
      code: 'storage_full',
    })
    expect(room.make).toHaveBeenCalledTimes(3)
    await record()
    delete room.make
  })

  it('a connection that was closed is opened once more', async () => {
    const work = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(failing('InvalidStateError'))
      .mockResolvedValueOnce('written')
    expect(await withStore(work)).toBe('written')
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('one that stays closed is told, not tried for ever', async () => {
    const work = vi.fn(() => Promise.reject(failing('DatabaseClosedError')))
    await expect(withStore(work)).rejects.toBeInstanceOf(StoreError)
    expect(work).toHaveBeenCalledTimes(2)
    expect(getStatus().storageProblem).toBe('storage_unavailable')
    expect(await checkStore()).toBeUndefined()
  })

  it('other errors pass as they are', async () => {
    await expect(withStore(() => Promise.reject(new RangeError('mine')))).rejects.toThrow(
      RangeError,
    )
    expect(getStatus().storageProblem).toBe('storage_unavailable')
  })

  it('a newer app takes the database: this page writes nothing more', async () => {
    await new Promise<void>((resolve, reject) => {
      const newer = indexedDB.open('tungngo', 9_000)
      newer.onsuccess = () => {
        newer.result.close()
        resolve()
      }
      newer.onerror = () => reject(newer.error)
    })
    expect(db.gaveWay).toBe(true)
    expect(getStatus().storageProblem).toBe('newer_version')
    await expect(record()).rejects.toMatchObject({ code: 'newer_version' })
    await expect(db.meta.get('device')).rejects.toMatchObject({ name: 'DatabaseClosedError' })
    indexedDB.deleteDatabase('tungngo')
  })
})
