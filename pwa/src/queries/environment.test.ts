import { describe, expect, it } from 'vitest'
import { chromeAddress, inAppBrowser } from './environment'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15'
const ANDROID = 'Mozilla/5.0 (Linux; Android 12; SM-A127F) AppleWebKit/537.36'

describe('browsers inside other apps', () => {
  it('are known by what they call themselves', () => {
    expect(inAppBrowser(`${IPHONE} Mobile/15E148 Zalo iOS/557`)).toBe('zalo')
    expect(inAppBrowser(`${ANDROID} Chrome/120 Mobile Zalo android/1200`)).toBe('zalo')
    expect(inAppBrowser(`${IPHONE} [FBAN/FBIOS;FBAV/450.0]`)).toBe('facebook')
    expect(inAppBrowser('Mozilla/5.0 (Linux; Android 12; SM-A127F; wv) Chrome/120')).toBe('other')
  })

  it('are not the phone’s own ones', () => {
    expect(inAppBrowser(`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36`)).toBeNull()
    expect(inAppBrowser(`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`)).toBeNull()
  })
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
