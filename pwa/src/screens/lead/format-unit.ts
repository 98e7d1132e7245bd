import type { Word } from '../../i18n'
import { t } from '../../i18n'

/** How the name of a hamlet may begin, which then says what it is. */
const HAMLET = /^(thôn|tổ|khu|khối|xóm|làng) /i

/** "Xã Khánh Cường": what it is and how it is called. */
export function formatUnit({ kind, name }: { kind?: string; name: string }): string {
  const key = `unit.kind.${kind}`
  const said = t(key as Word)
  if (kind === 'thon' && HAMLET.test(name)) return name
  return said === key || name.startsWith(said) ? name : `${said} ${name}`
}
