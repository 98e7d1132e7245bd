// Tells the name of somebody's account from speech: "lan.nguyen.79", "@lan79", "hoa_le".

import { isFieldForm } from './field-forms'
import { strip } from './lists'

const NAME = /^[a-z0-9._-]{4,40}$/
// Groups and pages of the Union, of communes and of schools are nobody's.
const PUBLIC =
  /^(groups?|g|share|watch|reel|events?|stories|photo|hashtag|login|help|pages|search)\b|doan|tuoitre|thanhnien|ducpho|khanhcuong|tracau|sahuynh|nguyennghiem|quangngai|phuong|ubnd|congan|mttq|vneid|truong|thpt|thcs|tieuhoc|chuyendoi|official|tintuc/

/** Tell whether the path of a social network is a page or group of the public. */
export function isPublicPage(path: string): boolean {
  return PUBLIC.test(path)
}

/** Tell whether folded text without spaces reads as the name of an account. */
export function isAccountName(core: string): boolean {
  const name = core.startsWith('@') ? core.slice(1) : core
  if (!NAME.test(name) || isFieldForm(name) || isPublicPage(name)) return false
  if (!/[a-z].*[a-z]/.test(name) || name.endsWith('.com') || name.endsWith('.vn')) return false
  const mixed = name.charAt(0) >= 'a' && /[0-9]/.test(name)
  const parted = strip(name, '-_.').includes('_') || name.split('.').length > 2
  return mixed || core !== name || parted
}
