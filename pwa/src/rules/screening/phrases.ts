// Passwords that are plain words: "mật khẩu đăng nhập là con chó con mèo".
//
// They read as speech, so only what is said to be the password is taken, and not after what one
// does with passwords ("quên mật khẩu là chính") nor before what one says of them ("là bí mật").

import type { Claim } from './findings'
import { item, words } from './lists'
import type { Surroundings } from './near'
import { isWord } from './syllables'

const REACH = 6
const LONGEST = 8
const DONE_WITH_IT = words(
  'quen doi lay lai nhap sai dat tao nho viet giu cap xin hoi cai ve thay phuc khoi bao lo ghi ' +
    'mat danh dien go bam luu cho co dung xem chi day hoc ngai so bo sua thieu nham',
)
const BETWEEN = words(
  'dang nhap cua bac ba ong co chu di anh chi em vneid vssid zalo facebook fb wifi may moi cu ' +
    'gmail email mail app dien thoai no dvc etax momo',
)
// What is said of passwords, not what they are.
const SPEECH = words(
  'gi chuyen do cai dieu viec van kho ca noi thu phan khau chinh bi phai khong chua xong duoc ' +
    'rat qua ba bac quan ngay ten so su yeu an mot cach moi nguoi cac nhung de toi tu cum day chu ' +
    'ky ma buoc het dung sai trung quen lo nho giong tuy nguyen loi tro diem nhieu it dau cuoi ' +
    'nhu hay vao thong dang tai khoa ai nam bao cua hai them nen can bat gom tieng ly thach thoi ' +
    'cong biet may ra len',
)

function phraseAfter({ note }: Surroundings, at: number): Claim | null {
  let place = at + 1
  while (place < at + REACH && BETWEEN.has(note.text(place))) place += 1
  if (note.text(place) !== 'la' || !note.joined(place - 1) || !note.joined(place)) return null
  const first = place + 1
  if (SPEECH.has(note.text(first)) || !isWord(note.text(first))) return null
  let last = first
  while (last - first < LONGEST && note.joined(last) && isWord(note.text(last + 1))) last += 1
  const { start } = item(note.tokens, first)
  return last > first ? { kind: 'secret', start, end: item(note.tokens, last).end } : null
}

/** Claim the passwords of plain words in a note. */
export function phrases(around: Surroundings): Claim[] {
  const claims: Claim[] = []
  for (const { topic, first, last } of around.ending.values()) {
    const before = [around.note.text(first - 1), around.note.text(first - 2)]
    if (topic !== 'secret' || before.some((word) => DONE_WITH_IT.has(word))) continue
    const found = phraseAfter(around, last)
    if (found !== null) claims.push(found)
  }
  return claims
}
