// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import type { SiteContent } from '../../../actions/desk/sites'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import type { Fields } from '../../lead/forms/persisted-form'
import { SiteForm } from './site-form'

const SITE: SiteContent = {
  kind: 'dia_chi_do',
  drawing: 'nha',
  title: 'Bệnh xá',
  ranking: '',
  lead: 'Nơi chữa bệnh trong chiến tranh.',
  body: 'Dựng năm 1968.',
  way: 'Theo đường liên xã.',
  facts: [{ text: 'Dựng năm 1968.', source: 'Báo Quảng Ngãi', link: null, checked: '2026-11-01' }],
  pictures: [],
  sound: null,
  latitude: null,
  longitude: null,
  keeper: 'Ban quản lý',
  phone: null,
  english: null,
}

it('is written over the version that stood there when the first of it was typed', async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  document.body.append(place)
  const save = vi.fn(async (_content: SiteContent, _values: Fields) => ({ ok: true }) as const)
  const show = (latest: number, title: string) =>
    act(() =>
      render(
        <SiteForm
          form="f"
          content={{ ...SITE, title }}
          latest={latest}
          save={save}
          onClose={() => undefined}
        />,
        place,
      ),
    )
  show(3, SITE.title)
  const title = place.querySelector('input')
  await act(async () => {
    if (title) title.value = 'Bệnh xá Đặng Thùy Trâm'
    title?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  show(4, 'Somebody else wrote meanwhile')
  await act(async () => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  })
  await vi.waitFor(() => expect(save).toHaveBeenCalledOnce())
  const [content, values] = save.mock.calls[0] ?? []
  expect([content?.title, values?.seen]).toEqual(['Bệnh xá Đặng Thùy Trâm', '3'])
  act(() => render(null, place))
  place.remove()
})
