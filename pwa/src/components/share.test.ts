import { afterEach, expect, it, vi } from 'vitest'
import { canShare, share } from './share'
import { sharePicture } from './share-picture'

function browser(has: { share?: unknown; writeText?: unknown }) {
  vi.stubGlobal('navigator', { share: has.share, clipboard: { writeText: has.writeText } })
}

afterEach(() => vi.unstubAllGlobals())

it('hands a text to the share sheet where there is one', async () => {
  const sheet = vi.fn(async () => undefined)
  browser({ share: sheet })
  expect(canShare()).toBe(true)
  expect(await share({ text: 'Hôm nay đội giúp 12 người' })).toBe(true)
  expect(sheet).toHaveBeenCalledWith({ text: 'Hôm nay đội giúp 12 người' })
})

it('whoever closes the sheet again has shared nothing', async () => {
  browser({ share: vi.fn().mockRejectedValue(new DOMException('no', 'AbortError')) })
  expect(await share({ text: 'x' })).toBe(false)
})

it('copies the text and its link where there is no sheet', async () => {
  const writeText = vi.fn(async () => undefined)
  browser({ writeText })
  expect(canShare()).toBe(false)
  expect(await share({ text: 'Mời vào đội', url: 'https://a.vn/j#v1' })).toBe(true)
  expect(writeText).toHaveBeenCalledWith('Mời vào đội\nhttps://a.vn/j#v1')
})

const picture = new File([], 'tung-ngo.png', { type: 'image/png' })

function pictureSheet(sheet: () => Promise<void>) {
  vi.stubGlobal('navigator', { canShare: () => true, share: vi.fn(sheet) })
  return sharePicture(picture, 'Hôm nay mình giúp được 33 bà con')
}

it('hands a picture on with its text', async () => {
  expect(await pictureSheet(async () => undefined)).toBe('shared')
  expect(navigator.share).toHaveBeenCalledWith({
    files: [picture],
    text: 'Hôm nay mình giúp được 33 bà con',
  })
})

it('tells who closes the sheet of a picture from a browser that opens none', async () => {
  const fails = (name: string) => async () => {
    throw new DOMException('', name)
  }
  expect(await pictureSheet(fails('AbortError'))).toBe('closed')
  expect(await pictureSheet(fails('NotAllowedError'))).toBe('refused')
  browser({})
  expect(await sharePicture(picture, '')).toBe('refused')
})
