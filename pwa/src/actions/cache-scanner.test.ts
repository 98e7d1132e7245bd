import { afterEach, expect, it, vi } from 'vitest'
import { fetchScanner } from './cache-scanner'

afterEach(() => vi.unstubAllGlobals())

it('says at once that a browser which refuses workers keeps no scanner', async () => {
  const refusing = { ready: new Promise(() => undefined), getRegistration: async () => undefined }
  vi.stubGlobal('navigator', { serviceWorker: refusing })
  await expect(fetchScanner()).rejects.toThrow('nothing keeps the scanner')
})
