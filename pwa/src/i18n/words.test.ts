import activities from 'virtual:words/activities'
import certificates from 'virtual:words/certificates'
import codes from 'virtual:words/codes'
import coordinators from 'virtual:words/coordinators'
import english from 'virtual:words/english'
import files from 'virtual:words/files'
import first from 'virtual:words/first'
import gather from 'virtual:words/gather'
import later from 'virtual:words/later'
import lead from 'virtual:words/lead'
import papers from 'virtual:words/papers'
import sessions from 'virtual:words/sessions'
import sites from 'virtual:words/sites'
import vietnamese from 'virtual:words/vietnamese'
import { afterEach, describe, expect, it } from 'vitest'
import register from '../../../sync/problems.json'
import { addWords, language, loadLaterWords, problem, showLanguage, t } from './index'

afterEach(() => {
  language.value = 'vi'
})

describe('sentences', () => {
  it('say the same things in both languages, with the same names to fill in', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(vietnamese).sort())
    const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    for (const [key, text] of Object.entries(vietnamese)) {
      expect(names(english[key] ?? ''), key).toEqual(names(text))
    }
  })

  it('are in the form that is stored and searched (NFC)', () => {
    for (const text of Object.values(vietnamese)) expect(text).toBe(text.normalize('NFC'))
  })

  it('have every problem of the register in a pack', async () => {
    await loadLaterWords()
    const later = {
      ...certificates,
      ...activities,
      ...papers,
      ...codes,
      ...files,
      ...sessions,
      ...sites,
    }
    addWords({ ...lead, ...coordinators, ...later })
    for (const [code, { vi, en }] of Object.entries(register)) {
      expect(problem(code), code).toBe(vi)
      expect(english[`problem.${code}`], code).toBe(en)
    }
  })

  it('fill in names and group numbers', async () => {
    expect(t('state.received_n', { n: 1041 })).toBe('Đã gửi xong 1.041')
    await showLanguage('en')
    expect(t('log.people_n', { n: 1041 })).toBe('1,041 people')
    expect(t('log.people_n', { n: 1 })).toBe('1 person')
    expect(t('home.sessions', { n: 1 })).toBe('1 session')
  })

  it('speak English of one thing as of one, on every screen of a phone', () => {
    const ofOne = (text: string) =>
      text.replace(/\{\w+\|(\w*)\|\w*\}/g, '$1').replace(/\{\w+\}/g, '1')
    const many =
      /(?<!\/)\b1 (?:more |unsent )?(?:(?:minute|hour|day|turn|row|range|phone|session|item|parcel)s|entries|people|are|were)\b/
    for (const key of Object.keys({ ...first, ...later, ...lead, ...gather }))
      expect(ofOne(english[key] ?? ''), key).not.toMatch(many)
  })

  it('never speak of errors, drafts or syncing on the first screen', () => {
    for (const text of Object.values(first)) expect(text).not.toMatch(/lỗi|đồng bộ|nháp/i)
  })
})
