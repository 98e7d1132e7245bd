import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords } from '../../i18n'
import type { Me, SyncState } from '../../queries'
import { sentence } from './send-now'

beforeAll(loadLaterWords)

const state = (set: Partial<SyncState>): SyncState => ({
  here: 0,
  received: 4,
  attention: 0,
  others: { here: 0, attention: 0 },
  carried: 0,
  bundles: 0,
  sending: false,
  online: 'yes',
  lastContact: null,
  oldest: null,
  upgrade: false,
  full: false,
  storage: null,
  ...set,
})
const person = (standing: Me['state']): Me => ({
  state: standing,
  people: [],
  current: null,
  device: null,
  language: 'vi',
  installDismissedAt: null,
})

it.each([
  [state({}), 'joined', /nhận hết\. Không còn gì/],
  [state({ here: 3, online: 'no' }), 'joined', /3 buổi vẫn an toàn/],
  [state({ here: 3 }), 'joined', /Còn 3 buổi/],
  [state({ here: 3, others: { here: 2, attention: 0 } }), 'joined', /Còn 3 buổi và 2 mục khác/],
  [state({ others: { here: 2, attention: 0 } }), 'joined', /Còn 2 mục/],
  [state({ others: { here: 0, attention: 1 } }), 'joined', /Có 1 mục cần sửa/],
  [state({ here: 3, full: true }), 'joined', /quá nhiều mục đang chờ xem/],
  [state({ online: 'unknown' }), 'joined', /Chưa kết nối được máy chủ/],
  [state({ attention: 1 }), 'joined', /1 buổi cần sửa/],
  [state({}), 'waiting', /duyệt máy này xong/],
  [state({ here: 2 }), 'refused', /không ở trong đội\. 2 buổi/],
  [state({ here: 2 }), 'ended', /không ở trong đội\. 2 buổi/],
  [state({ attention: 1 }), 'refused', /1 buổi cần sửa/],
  [state({}), 'ended', /nhận hết\. Không còn gì/],
  [state({ here: 2 }), 'unjoined', /chưa vào đội nào/],
  [state({ here: 2, online: 'no' }), 'signed_out', /vào đội lại/],
  [state({}), 'revoked', /không còn trong đội\. Những gì đã gửi/],
  [state({ here: 2, online: 'no' }), 'revoked', /2 buổi vẫn nguyên trên máy/],
] as const)('ends in a sentence for %#', (standing, joined, said) => {
  expect(sentence(standing, person(joined), null)).toMatch(said)
})

const CARRIED = 'Máy này còn giữ giúp 1 buổi của đồng đội, có mạng là tự gửi.'

it.each([
  [state({ online: 'no' }), `Chưa kết nối được máy chủ. Phần của bạn đã gửi hết. ${CARRIED}`],
  [state({}), `Máy chủ đã nhận hết phần của bạn. ${CARRIED}`],
  [state({ here: 2 }), expect.stringMatching(/^Máy chủ chưa nhận hết\. .* Máy này còn giữ giúp/)],
])('never says that nothing is left while a teammate’s is, in %#', (standing, said) => {
  expect(sentence(standing, person('joined'), CARRIED)).toEqual(said)
})
