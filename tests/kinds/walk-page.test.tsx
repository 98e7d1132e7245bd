// @vitest-environment jsdom
// Walked by test_recipes.py in a copy of the project that has one page of the desk more, and its sentences.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import coordinators from 'virtual:words/coordinators'
import { expect, it } from 'vitest'
import { addWords, loadLaterWords, showLanguage, t, type Word } from './i18n'
import { deskRoutes } from './screens/desk/routes'

it('opens at its address, with its name and its sentence in both languages', async () => {
  const route = deskRoutes.find(({ path }) => path === '/desk/tools')
  if (!route) throw new Error('no route')
  await loadLaterWords()
  addWords(coordinators)
  const Tools = await route.load()
  const place = document.body.appendChild(document.createElement('div'))
  act(() => render(<Tools params={{}} />, place))
  expect(place.textContent).toContain('Dụng cụ')
  expect(place.textContent).toContain('Đội nào đang giữ dụng cụ gì.')
  await showLanguage('en')
  expect(t('tools.why' as Word)).toBe('Which team has which tool.')
})
