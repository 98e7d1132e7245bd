import { describe, expect, it } from 'vitest'
import { inAppBrowser } from './environment'
import { iosBrowser } from './ios-browser'
import { chromeAddress } from './open-in-browser'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15'
const ANDROID = 'Mozilla/5.0 (Linux; Android 12; SM-A127F) AppleWebKit/537.36'

describe('browsers inside other apps', () => {
  it('are known by what they call themselves', () => {
    expect(inAppBrowser(`${IPHONE} Mobile/15E148 Zalo iOS/557`)).toBe('zalo')
    expect(inAppBrowser(`${ANDROID} Chrome/120 Mobile Zalo android/1200`)).toBe('zalo')
    expect(inAppBrowser(`${IPHONE} [FBAN/FBIOS;FBAV/450.0]`)).toBe('facebook')
    expect(inAppBrowser(`${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/450.0]`)).toBe(
      'messenger',
    )
    expect(inAppBrowser(`${ANDROID} Chrome/120 [FB_IAB/Orca-Android;FBAV/450.0]`)).toBe('messenger')
    expect(inAppBrowser(`${IPHONE} Mobile/15E148 Instagram 300.0`)).toBe('instagram')
    expect(inAppBrowser(`${ANDROID} Chrome/120 musical_ly_2023 BytedanceWebview/d8a2`)).toBe(
      'tiktok',
    )
    expect(inAppBrowser('Mozilla/5.0 (Linux; Android 12; SM-A127F; wv) Chrome/120')).toBe('other')
  })

  it('are a bare view on an iPhone, but not the installed app', () => {
    const bare = `${IPHONE} (KHTML, like Gecko) Mobile/15E148`
    expect(inAppBrowser(bare)).toBe('other')
    expect(inAppBrowser(bare, true)).toBeNull()
  })

  it('are the Google app on an iPhone, not on Android', () => {
    expect(inAppBrowser(`${IPHONE} GSA/300.0 Mobile/15E148 Safari/604.1`)).toBe('google')
    expect(inAppBrowser(`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36 GSA/15.2`)).toBeNull()
  })

  it('are not the phone’s own ones', () => {
    expect(inAppBrowser(`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36`)).toBeNull()
    expect(inAppBrowser(`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`)).toBeNull()
    expect(inAppBrowser(`${IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1`)).toBeNull()
    expect(inAppBrowser(`${IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`)).toBeNull()
  })
})

it('knows the browsers of an iPhone apart: each installs by another button', () => {
  expect(iosBrowser(`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`)).toBe('Safari')
  expect(iosBrowser(`${IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1`)).toBe('Chrome')
  expect(iosBrowser(`${IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`)).toBe('Firefox')
  expect(iosBrowser(`${IPHONE} Version/17.0 EdgiOS/126.0 Mobile/15E148 Safari/605.1.15`)).toBe(
    'Edge',
  )
})

describe('the address for Chrome', () => {
  it('carries the invitation along', () => {
    const href = 'https://tungngo.example/j#v1.abc'
    expect(chromeAddress(href)).toBe(
      'intent://tungngo.example/j#v1.abc#Intent;scheme=https;package=com.android.chrome;' +
        `S.browser_fallback_url=${encodeURIComponent(href)};end`,
    )
    expect(chromeAddress('http://localhost:8000/')).toBeNull()
  })
})
