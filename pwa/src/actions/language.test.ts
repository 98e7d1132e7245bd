import { beforeEach, expect, it, vi } from 'vitest'
import { language } from '../i18n'
import { getSetting } from '../store/settings'
import { freshStore } from '../sync/test-phone'
import { setLanguage } from './language'

/** Ends the fetching of English that is under way. */
let arrive: (came: boolean) => void
vi.mock('../i18n', async (original) => {
  const words = await original<typeof import('../i18n')>()
  const showLanguage = async (chosen: 'vi' | 'en') => {
    const came = chosen === 'vi' || (await new Promise<boolean>((done) => (arrive = done)))
    if (came) words.language.value = chosen
    return came
  }
  return { ...words, showLanguage }
})

beforeEach(async () => {
  await freshStore()
  language.value = 'vi'
})

it('keeps what came', async () => {
  const english = setLanguage('en')
  arrive(true)
  expect(await english).toBe(true)
  expect([language.value, await getSetting('language')]).toEqual(['en', 'en'])
})

it('changes nothing where it does not come', async () => {
  const english = setLanguage('en')
  arrive(false)
  expect(await english).toBe(false)
  expect([language.value, await getSetting('language')]).toEqual(['vi', undefined])
})

it('holds to the last that was chosen, however late the one before comes', async () => {
  const english = setLanguage('en')
  await setLanguage('vi')
  arrive(true)
  expect(await english).toBe(true)
  expect([language.value, await getSetting('language')]).toEqual(['vi', 'vi'])
})
